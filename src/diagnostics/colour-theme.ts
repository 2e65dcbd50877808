import { Chalk, type ColorSupportLevel } from "chalk";
import type { Theme } from "./theme.ts";

/**
 * The colours in which diagnostics and failures are shown. Nothing is asked of the environment: the level is what
 * the terminal was found to know, from 0 for none to 3 for all.
 */
export function colourTheme(level: ColorSupportLevel): Theme {
  const chalk = new Chalk({ level });
  return {
    error: chalk.bold.red,
    warning: chalk.bold.yellow,
    message: chalk.bold,
    place: chalk.cyan,
    frame: chalk.blue,
    primary: chalk.red,
    secondary: chalk.blue,
    note: chalk.bold.cyan,
    help: chalk.bold.green,
  };
}
