import type { File, ScenarioStatement } from "../../syntax/ast.ts";
import type { FileContext } from "../file-context.ts";
import type { SourceFile } from "../source-file.ts";

/** A file after its scenarios have been checked. */
interface CheckedFile {
  readonly file: FileContext;
  readonly scenarios: readonly ScenarioStatement[];
  readonly imports: readonly { readonly source: SourceFile; readonly tree: File }[];
}

/** Looks for one kind of mistake in a whole file. Reports to `file.problems`. */
export type FileRule = (checked: CheckedFile) => void;
