import { expect, test } from "vitest";
import { builderWriter } from "./builder-writer.ts";
import { streamWriter } from "./stream-writer.ts";
import { WriterChoice } from "./writer-choice.ts";

/** The choice after so many files of so many cases each. */
function after(files: number, casesEach: number, choice: WriterChoice): WriterChoice {
  for (let file = 0; file < files; file++) {
    choice.startFile(casesEach);
    for (let index = 0; index < casesEach; index++) choice.addCase();
  }
  return choice;
}

test("a run of ordinary size is built by the library", () => {
  expect(after(10, 10, new WriterChoice(100, 10)).writer).toBe(builderWriter);
});

test("a run that will be large is streamed from the start", () => {
  expect(after(2, 10, new WriterChoice(100, 11)).writer).toBe(streamWriter);
});

test("a file that says it is large is streamed from its start", () => {
  const choice = new WriterChoice(100, 1);
  choice.startFile(101);
  expect(choice.writer).toBe(streamWriter);
});

test("nobody goes back to the library", () => {
  const choice = after(1, 60, new WriterChoice(100, 2));
  expect(choice.writer).toBe(streamWriter);
  choice.startFile(0);
  expect(choice.writer).toBe(streamWriter);
});

test("cases count where nobody announced them", () => {
  const choice = new WriterChoice(2, 0);
  choice.startFile(0);
  for (let index = 0; index < 3; index++) choice.addCase();
  expect(choice.writer).toBe(streamWriter);
});
