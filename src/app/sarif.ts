import { CODES } from "../diagnostics/codes.ts";
import type { Diagnostic, SourceSpan } from "../diagnostics/diagnostic.ts";
import { hashText } from "../engine/trace-hash.ts";
import type { TextOf } from "./diagnostic-formats.ts";
import { Regions, titleOf } from "./diagnostic-formats.ts";

/**
 * Diagnostics as a SARIF 2.1.0 document, as code-scanning services read it.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */
export function diagnosticsAsSarif(
  diagnostics: readonly Diagnostic[],
  textOf: TextOf,
  version: string,
): string {
  const regions = new Regions(textOf);
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "drs", version, rules: codes.map(ruleOf) } },
        columnKind: "unicodeCodePoints",
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, regions, codes, textOf)),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function ruleOf(code: string) {
  const explanation = CODES[code as keyof typeof CODES]?.explanation ?? "";
  return {
    id: code,
    shortDescription: { text: titleOf(code) },
    ...(explanation === "" ? {} : { fullDescription: { text: explanation } }),
    help: { text: `drs explain ${code}` },
  };
}

function resultOf(
  diagnostic: Diagnostic,
  regions: Regions,
  codes: readonly string[],
  textOf: TextOf,
) {
  const { code, severity, message, span, related = [], help = [], fix } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: [message, ...help].join("\n") },
    locations: [locationOf(span, regions)],
    relatedLocations: related.map((other, index) => ({
      id: index + 1,
      ...locationOf(other.span, regions),
      message: { text: other.message },
    })),
    // The place may move from change to change; the words of the offending text do not.
    partialFingerprints: { "drs/v1": fingerprint(diagnostic, textOf) },
    ...(fix?.applicability === "machine"
      ? { fixes: [{ artifactChanges: [changeOf(fix.span, fix.text, regions)] }] }
      : {}),
  };
}

function locationOf(span: SourceSpan, regions: Regions) {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(span.file) },
      region: regionOf(span, regions),
    },
  };
}

function changeOf(span: SourceSpan, text: string, regions: Regions) {
  return {
    artifactLocation: { uri: encodeURI(span.file) },
    replacements: [{ deletedRegion: regionOf(span, regions), insertedContent: { text } }],
  };
}

function regionOf(span: SourceSpan, regions: Regions) {
  const { startLine, startColumn, endLine, endColumn } = regions.of(span);
  return { startLine, startColumn, endLine, endColumn };
}

function fingerprint({ code, span }: Diagnostic, textOf: TextOf): string {
  const words = (textOf(span.file) ?? "").slice(span.start, span.end).trim();
  return (hashText(`${code}\n${span.file}\n${words}`) >>> 0).toString(16).padStart(8, "0");
}
