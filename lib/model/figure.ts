/** Below this size a number is easier read as a power of ten, and from the other on its zeros are no digits. */
const leastPlain = 1e-4;
const greatestPlain = 1e7;

/** A rounded number in parts, so that text, TeX and speech agree. `exponent` is null where it is written out. */
interface Figure {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly exponent: number | null;
}

/**
 * A number with this many significant digits, as plain text: "0.6225", "-0.0008017", "4.2 × 10⁻⁸". A number that ends before
 * is written as it is ("0.5"), a rounded one keeps its zeros ("0.6200").
 */
export function formatNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "-∞";
  const figure = round(value, digits);
  const sign = figure.isNegative ? "-" : "";
  return figure.exponent === null
    ? `${sign}${figure.digits}`
    : `${sign}${figure.digits} × 10${superscript(figure.exponent)}`;
}

/** The same for KaTeX: `-4.2 \cdot 10^{-8}`. */
export function formatNumberTex(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "\\text{not a number}" : value > 0 ? "\\infty" : "-\\infty";
  const figure = round(value, digits);
  const sign = figure.isNegative ? "-" : "";
  return figure.exponent === null
    ? `${sign}${figure.digits}`
    : `${sign}${figure.digits} \\cdot 10^{${figure.exponent}}`;
}

/** The same for a screen reader: "minus 4.2 times 10 to the minus 8". */
export function speakNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "not a number" : value > 0 ? "infinity" : "minus infinity";
  }
  const figure = round(value, digits);
  const sign = figure.isNegative ? "minus " : "";
  if (figure.exponent === null) return `${sign}${figure.digits}`;
  const power = figure.exponent < 0 ? `minus ${-figure.exponent}` : `${figure.exponent}`;
  return `${sign}${figure.digits} times 10 to the ${power}`;
}

/** The same as a formula's number is written: "0.6225", "4.2e-8"; without its sign. */
export function figureText(value: number, digits: number): string {
  const figure = round(value, digits);
  return figure.exponent === null ? figure.digits : `${figure.digits}e${figure.exponent}`;
}

function round(value: number, digits: number): Figure {
  const size = Math.abs(value);
  const [rounded = "0", power = "0"] = size.toExponential(digits - 1).split("e");
  const exponent = Number(power);
  const isExact = Number(`${rounded}e${power}`) === size;
  const kept = isExact && rounded.includes(".") ? rounded.replace(/\.?0+$/, "") : rounded;
  const isPlain = size === 0 || (Number(`${rounded}e${power}`) >= leastPlain && exponent < Math.log10(greatestPlain));
  return {
    isNegative: value < 0,
    digits: isPlain ? shifted(kept, exponent) : kept,
    exponent: isPlain ? null : exponent,
  };
}

/** "6.225" and −1 give "0.6225". */
function shifted(digits: string, exponent: number): string {
  const figures = digits.replace(".", "");
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${figures}`;
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = figures.slice(exponent + 1);
  return rest === "" ? whole : `${whole}.${rest}`;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]).join("");
  return exponent < 0 ? `⁻${digits}` : digits;
}
