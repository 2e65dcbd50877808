// Medians, ratios of rounds, and tables of text.

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** `median [least..most]`. */
export function spread(values, digits = 3) {
  const show = (value) => rounded(value, digits);
  return `${show(median(values))} [${show(Math.min(...values))}..${show(Math.max(...values))}]`;
}

/**
 * Each round's value over the same round's base: a slow minute of the machine falls on both and cancels.
 */
export function paired(values, base) {
  return values.map((value, round) => value / base[round]);
}

/** So many digits that count, and no more. */
export function rounded(value, digits = 3) {
  return Number(value.toPrecision(digits)).toString();
}

/** Rows of text; the first column is aligned to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (text, column) =>
    column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}
