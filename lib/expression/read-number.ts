import { excerpt, fail, isDigit, isLetter, type Scan } from "./scan.ts";

/**
 * Thin spaces, in LaTeX `\,`, group digits in threes: "26 900" is one number as it stands on our own pages. `{,}` is how LaTeX
 * writes a decimal comma.
 */
const digitsAndPoints = /[\d.]+(?:(?:[\u2009\u202f]|\\,)\d{3}(?!\d)(?:\.\d+)?|\{,\}\d[\d.]*)*/y;
const digitsPointsAndCommas = /[\d.]+(?:(?:[\u2009\u202f]|\\,)\d{3}(?!\d)(?:\.\d+)?|(?:,|\{,\})\d[\d.]*)*/y;
const powerOfTen = /[eE][+\-−]?\d+/y;

/** `0.5`, `.5`, `1e-3`. */
export function readNumber(scan: Scan): void {
  const from = scan.at;
  const to = endOfPlainNumber(scan, from);
  if (to === null) readAnyNumber(scan, from);
  else {
    const text = scan.text.slice(from, to);
    scan.tokens.push({ kind: "number", from, to, value: Number(text), text });
    scan.at = to;
  }
}

/** So short that it can be neither too small nor too large. */
const longestPlain = 20;

/** Where `2` or `0.5` ends; null where what follows could belong to the number, or it is written in another way. */
function endOfPlainNumber({ text, end }: Scan, from: number): number | null {
  let to = from;
  while (isDigit(text.charCodeAt(to))) to++;
  const isWhole = to > from;
  if (text.charCodeAt(to) === point && isWhole) {
    const decimals = ++to;
    while (isDigit(text.charCodeAt(to))) to++;
    if (to === decimals) return null;
  }
  if (!isWhole || to > end || to - from > longestPlain) return null;
  const next = to === text.length ? space : text.charCodeAt(to);
  return next > 127 || isLetter(next) || next === point || mayContinue.has(next) ? null : to;
}

const space = 32;
const point = 46;
/** A comma, a backslash, a brace. */
const mayContinue: ReadonlySet<number> = new Set([44, 92, 123]);

/** Everything that could belong to the number is taken first, so that `1.2.3` is nothing and no product. */
function readAnyNumber(scan: Scan, from: number): void {
  const { text } = scan;
  const mantissa = matchAt(scan, scan.commas === "decimal" ? digitsPointsAndCommas : digitsAndPoints, from);
  let to = from + mantissa.length;
  const power = matchAt(scan, powerOfTen, to);
  to += power.length;
  const next = text.charCodeAt(to);
  if (next === 44 && isDigit(text.charCodeAt(to + 1)) && to + 1 < scan.end) scan.sawDecimalComma = true;

  const points = mantissa.replace(/[\u2009\u202f]|\\,/g, "").replace(/\{,\}|,/g, ".");
  const isWhole = points.indexOf(".") === points.lastIndexOf(".") && /\d/.test(points);
  const hasPointAfterPower = power !== "" && next === 46;
  if (!isWhole || hasPointAfterPower) {
    const all = hasPointAfterPower ? text.slice(from, to) + matchAt(scan, digitsAndPoints, to) : text.slice(from, to);
    fail(scan, "not-a-number", from, { text: excerpt(all) });
    return;
  }
  // `5.` and `.5` are written out, `−` in a power of ten is a minus sign.
  const plain = points.replace(/^\./, "0.").replace(/\.$/, "") + power.replace("−", "-");
  const value = Number(plain);
  if (value === 0 && /[1-9]/.test(points)) {
    fail(scan, "number-too-small", from, { text: excerpt(text.slice(from, to)) });
    return;
  }
  if (value === Number.POSITIVE_INFINITY) {
    fail(scan, "number-too-large", from, { text: excerpt(text.slice(from, to)) });
    return;
  }
  scan.tokens.push({ kind: "number", from, to, value, text: plain });
  scan.at = to;
  if (power === "" && (next === 101 || next === 69) && !continuesWord(text.charCodeAt(to + 1)) && to < scan.end) {
    scan.tokens.push({
      kind: "word",
      from: to,
      to: to + 1,
      run: text.charAt(to),
      isSymbol: false,
      followsNumber: true,
    });
    scan.at = to + 1;
  }
}

function continuesWord(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95;
}

function matchAt(scan: Scan, pattern: RegExp, at: number): string {
  pattern.lastIndex = at;
  const found = pattern.exec(scan.text)?.[0] ?? "";
  return found.slice(0, Math.max(0, scan.end - at));
}
