import type { Catalogue } from "../model/platform.ts";
import { handshake } from "./handshake/index.ts";
import { sunEnterprise } from "./sun-enterprise/index.ts";
import { svr5Ddi8 } from "./svr5-ddi8/index.ts";
import { toy } from "./toy/index.ts";
import { windowsDhp } from "./windows-dhp/index.ts";

/** Every platform by name. Adding one is a folder and a line. */
export const PLATFORMS = {
  "sun-enterprise": sunEnterprise,
  "windows-dhp": windowsDhp,
  "svr5-ddi8": svr5Ddi8,
  handshake,
  toy,
} as const satisfies Catalogue;
