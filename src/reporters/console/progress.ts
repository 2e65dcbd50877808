import { displayWidth } from "../../diagnostics/display.ts";
import type { Style } from "./style.ts";

/** Puts the cursor at the beginning of the line and clears it. */
const ERASE = "\r\u001b[K";

/** Wall time between two pictures, as far as finished scenarios tell it. */
const INTERVAL_MS = 100;

/** One line about where the run is, for somebody who watches. It shows itself only when the run takes time. */
export class Progress {
  readonly #style: Style;
  #elapsedMs = 0;
  #drawnMs = 0;
  #isShown = false;

  constructor(style: Style) {
    this.#style = style;
  }

  /** Lets time pass. */
  advance(wallMs: number): void {
    this.#elapsedMs += wallMs;
  }

  /** The text that shows the line anew, if it is time to. */
  draw(line: string): string {
    if (this.#elapsedMs - this.#drawnMs < INTERVAL_MS) return "";
    this.#drawnMs = this.#elapsedMs;
    return this.show(line);
  }

  /** The text that shows the line anew, at once. */
  show(line: string): string {
    this.#isShown = true;
    return ERASE + this.#style.paint("faint", this.#fitting(line));
  }

  /** The text that removes the line, if it is there. */
  erase(): string {
    if (!this.#isShown) return "";
    this.#isShown = false;
    return ERASE;
  }

  /** A line that reached the last column would begin another. */
  #fitting(line: string): string {
    const { columns, glyphs } = this.#style;
    const room = columns - 1;
    if (displayWidth(line) <= room) return line;
    let kept = "";
    let width = displayWidth(glyphs.ellipsis);
    for (const character of line) {
      width += displayWidth(character);
      if (width > room) break;
      kept += character;
    }
    return kept + glyphs.ellipsis;
  }
}
