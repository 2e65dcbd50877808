import type { Catalogue } from "../model/platform.ts";
import { sunEnterprise } from "./sun-enterprise/index.ts";
import { toy } from "./toy/index.ts";

/** Every platform by name. Adding one is a folder and a line. */
export const PLATFORMS = {
  "sun-enterprise": sunEnterprise,
  toy,
} as const satisfies Catalogue;
