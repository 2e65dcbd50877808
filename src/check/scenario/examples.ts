import { EXAMPLE_ROWS_MAX } from "../../base/limits.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { ExampleRow, ExamplesStatement, Term } from "../../syntax/ast.ts";
import { complain, type Env } from "../env.ts";
import { warningAt } from "../problems.ts";
import { Scope, type ValueBinding } from "../scope.ts";
import type { SourceFile } from "../source-file.ts";
import { duplicateValue } from "../statements/values.ts";

/** One line of an examples table: the values of its columns. */
export interface Row {
  readonly scope: Scope;
  readonly cells: ScenarioPlan["row"];
}

/** One row for each line of a table; a single one without cells when there is no table. */
export function rowsOf(table: ExamplesStatement | undefined, env: Env): readonly Row[] {
  if (table === undefined) return [{ scope: env.scope, cells: [] }];
  checkTable(table, env);
  const columns = distinctColumns(table);
  const rows = table.rows.filter(({ cells }) => cells.length === table.header.length);
  return rows.slice(0, EXAMPLE_ROWS_MAX).map((row) => rowOf(row, table, columns, env));
}

function distinctColumns({ header }: ExamplesStatement): readonly number[] {
  const names = header.map(({ text }) => text);
  return names.flatMap((name, at) => (names.indexOf(name) === at ? [at] : []));
}

function rowOf(
  row: ExampleRow,
  { header }: ExamplesStatement,
  columns: readonly number[],
  env: Env,
): Row {
  const scope = new Scope(env.scope);
  const cells: { readonly name: string; readonly value: string }[] = [];
  for (const at of columns) {
    const [name, cell] = [header[at], row.cells[at]];
    if (name === undefined || cell === undefined) continue;
    const { source } = env;
    const binding: ValueBinding = {
      name: name.text,
      what: "column",
      source,
      node: cell,
      span: source.spanOf(name),
      isImported: false,
      isUsed: false,
      isOpen: false,
    };
    scope.bind(binding);
    cells.push({ name: name.text, value: shown(cell, source) });
  }
  return { scope, cells };
}

/** A cell as a report names it. */
function shown(cell: Term, source: SourceFile): string {
  return oneLine(cell.kind === "text" ? cell.value : source.onOneLine(cell));
}

/** A text without line ends and other control characters. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

function checkTable(table: ExamplesStatement, env: Env): void {
  const { header, rows } = table;
  header.forEach((name, at) => {
    const first = header.findIndex(({ text }) => text === name.text);
    if (first !== at) repeatedColumn(table, first, at, env);
    const known = env.scope.value(name.text);
    const isOwn = known !== undefined && env.scope.ownValues.includes(known);
    if (isOwn) duplicateValue({ ...known, span: env.source.spanOf(name) }, known, env.problems);
  });
  for (const row of rows) {
    if (header.length > 0 && row.cells.length !== header.length) raggedRow(row, table, env);
  }
  if (rows.length === 0) emptyTable(table, env);
  const excess = rows[EXAMPLE_ROWS_MAX];
  if (excess !== undefined) {
    complain(env, excess, {
      code: "DRS4018",
      message: `an examples table has at most ${EXAMPLE_ROWS_MAX} rows`,
    });
  }
}

function repeatedColumn({ header }: ExamplesStatement, first: number, at: number, env: Env): void {
  const [one, other] = [header[first], header[at]];
  if (one === undefined || other === undefined) return;
  complain(env, other, {
    code: "DRS2015",
    message: `two columns are called \`${other.text}\``,
    label: "again",
    related: [{ span: env.source.spanOf(one), message: "first column" }],
  });
}

function raggedRow(
  { start, end, cells }: ExampleRow,
  { header }: ExamplesStatement,
  env: Env,
): void {
  const [first] = header;
  const count = (many: number, noun: string) => `${many} ${noun}${many === 1 ? "" : "s"}`;
  complain(
    env,
    { start, end },
    {
      code: "DRS4018",
      message: `this row has ${count(cells.length, "cell")}, and the table has ${count(header.length, "column")}`,
      ...(first === undefined
        ? {}
        : {
            related: [
              {
                span: env.source.spanOf({
                  start: first.start,
                  end: header.at(-1)?.end ?? first.end,
                }),
                message: "the columns",
              },
            ],
          }),
    },
  );
}

function emptyTable(table: ExamplesStatement, env: Env): void {
  env.problems.add(
    warningAt(
      env.source.spanOf(table),
      "DRS4020",
      "the table has no rows, so the scenario never runs",
      {
        label: "no rows",
      },
    ),
  );
}
