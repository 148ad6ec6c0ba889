/**
 * What a spreadsheet would compute instead of showing (OWASP, "CSV Injection"): also behind the full-width forms of the signs, and
 * behind a tab or the end of a line, which it drops.
 */
const beginsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(value: string | number): string {
  // A number of ours is no formula, and stays a number.
  const text = typeof value === "string" && beginsFormula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record as RFC 4180 has it, with the end of its line. Null is an empty cell. */
export function csvRecord(values: readonly (string | number | null)[]): string {
  return `${values.map((value) => (value === null ? "" : cell(value))).join(",")}\r\n`;
}
