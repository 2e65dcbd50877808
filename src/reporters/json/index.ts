import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Piece, Report, Reporter, RunEvent } from "../../model/run-event.ts";
import type { Failure } from "../../model/verdict.ts";
import { clockless } from "../clockless.ts";
import { Places } from "../places.ts";

/** Version of the document's shape. It changes when a field goes away or means something else. */
const SCHEMA_VERSION = 1;

/** The run as one JSON document: a result per scenario and per file with diagnostics, one a line, then the totals. */
export const reporter: Reporter = { open: () => new JsonReport() };

type Event<Kind extends RunEvent["kind"]> = Extract<RunEvent, { kind: Kind }>;

/** Writes the document while the run goes on; nothing of it is kept. */
class JsonReport implements Report {
  readonly #places = new Places();
  #isDeterministic = false;
  #isOpen = false;
  #results = 0;
  #end: object = { interrupted: true };

  accept(event: RunEvent): readonly Piece[] {
    if (event.kind === "run-started") this.#isDeterministic = event.deterministic;
    return piecesOf(this.#text(this.#isDeterministic ? clockless(event) : event));
  }

  close(): readonly Piece[] {
    const end = JSON.stringify(this.#end).slice(1);
    return piecesOf(`${this.#open({})}${this.#results === 0 ? "" : "\n"}],${end}\n`);
  }

  #text(event: RunEvent): string {
    switch (event.kind) {
      case "run-started": {
        const { kind: _, ...run } = event;
        return this.#open(run);
      }
      case "diagnostics":
        return this.#result(this.#diagnostics(event));
      case "scenario-finished":
        return this.#result(this.#scenario(event));
      case "file-finished":
        this.#places.clear();
        return "";
      case "run-finished":
        this.#end = { totals: event.totals, interrupted: event.interrupted };
        return "";
      default:
        return "";
    }
  }

  #open(run: object): string {
    if (this.#isOpen) return "";
    this.#isOpen = true;
    const head = JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...run });
    return `${head.slice(0, -1)},"results":[`;
  }

  #result(result: object): string {
    const before = `${this.#open({})}${this.#results === 0 ? "\n" : ",\n"}`;
    this.#results += 1;
    return before + JSON.stringify(result);
  }

  #diagnostics({ file, diagnostics, sources }: Event<"diagnostics">): object {
    const placed = (diagnostic: Diagnostic): object => ({
      ...diagnostic,
      place: this.#places.find(diagnostic.span, sources),
    });
    return { kind: "diagnostics", file, diagnostics: diagnostics.map(placed) };
  }

  #scenario(event: Event<"scenario-finished">): object {
    const { scenario, result, wallMs, replay, platform, options, sources, attachments } = event;
    const placed = (failure: Failure): object => ({
      ...failure,
      place: this.#places.find(failure.span, sources),
    });
    return {
      kind: "scenario",
      ...scenario,
      ...result,
      failures: result.failures.map(placed),
      wallMs,
      replay,
      platform,
      options,
      ...(attachments === undefined ? {} : { attachments }),
    };
  }
}

function piecesOf(text: string): readonly Piece[] {
  return text === "" ? [] : [{ document: 1, place: "end", text }];
}
