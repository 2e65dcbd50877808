import { diagnosticsAsGithub, diagnosticsAsJson } from "../app/diagnostic-formats.ts";
import type { Findings } from "../app/findings.ts";
import { textsOf } from "../app/findings.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import type { Theme } from "../diagnostics/theme.ts";
import { PLAIN_THEME } from "../diagnostics/theme.ts";
import { wantsColour } from "./colour.ts";
import type { Invocation } from "./invocation.ts";
import { programVersion } from "./version.ts";

/** What `drs check` shows, in the form that was asked for. */
export async function formatFindings(findings: Findings, it: Invocation): Promise<string> {
  const { diagnostics, sources } = findings;
  const textOf = textsOf(sources);
  switch (it.settings.format) {
    case "json":
      return diagnosticsAsJson(diagnostics, textOf);
    case "github":
      return diagnosticsAsGithub(diagnostics, textOf);
    case "sarif": {
      const { diagnosticsAsSarif } = await import("../app/sarif.ts");
      return diagnosticsAsSarif(diagnostics, textOf, programVersion());
    }
    case "short":
      return renderDiagnostics(diagnostics, { form: "short", textOf });
    default:
      return pretty(findings, it);
  }
}

async function pretty(findings: Findings, { settings, terminal }: Invocation): Promise<string> {
  const { diagnostics, sources } = findings;
  const theme = await themeFor(wantsColour(settings.color, terminal.isColoured));
  const text = renderDiagnostics(diagnostics, {
    form: "pretty",
    textOf: textsOf(sources),
    unicode: terminal.isUnicode,
    columnsMax: terminal.columns,
    theme,
  });
  return `${text}${text === "" ? "" : "\n"}${summary(findings)}\n`;
}

async function themeFor(isColoured: boolean): Promise<Theme> {
  return isColoured ? (await import("../diagnostics/colour-theme.ts")).colourTheme(1) : PLAIN_THEME;
}

function summary({ files, errors, warnings }: Findings): string {
  const found = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  return `${counted(files, "file")} checked: ${found.length === 0 ? "no mistakes" : found.join(", ")}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
