import type { File } from "../syntax/ast.ts";
import type { SourceFile } from "./source-file.ts";

/** The file that is checked, or one that it imports. */
export interface ReadFile {
  readonly source: SourceFile;
  readonly tree: File;
  readonly isImported: boolean;
}
