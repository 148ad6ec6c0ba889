import type { Expectation } from "./suite-row.ts";

/** A text that somebody sends to break something, with the verdict it must get and why. */
export interface HostileText {
  readonly name: string;
  readonly text: string;
  readonly expect: Exclude<Expectation, "correct">;
}

const many = 1_000_000;

const hostile = (expect: HostileText["expect"], name: string, text: string): HostileText => ({ name, text, expect });

/** For ∂L/∂W3 = (y3 − t)·y3(1 − y3)·y2 of the chain of three sigmoid neurons. */
export const hostileTexts: readonly HostileText[] = [
  hostile("invalid", "a tower of exponents", "9^9^9^9^9^9"),
  hostile("invalid", "a tower of exponents with names, too large everywhere", "(10+y3)^(10+y3)^(10+y3)^(10+y3)"),
  hostile("invalid", "a tower of two hundred exponents", `${"y3^".repeat(250)}y3`),
  hostile("incorrect", "a small tower, finite everywhere", "y3^y3^y3^y3"),
  hostile("invalid", "an exponent over 1,000", "y3^1000000"),
  hostile("invalid", "an exponent under −1,000", "y3^-1000000"),
  hostile("invalid", "a million open brackets", "(".repeat(many)),
  hostile("invalid", "a million closed brackets", ")".repeat(many)),
  hostile("invalid", "half a million brackets in pairs", "()".repeat(many / 2)),
  hostile("invalid", "a million brackets round a name", `${"(".repeat(many / 2)}y3${")".repeat(many / 2)}`),
  hostile("invalid", "a million signs", "-".repeat(many)),
  hostile("invalid", "a million digits", "1".repeat(many)),
  hostile("invalid", "four thousand digits", "7".repeat(4000)),
  hostile("incorrect", "three thousand digits after the point", `0.${"3".repeat(3000)}`),
  hostile("invalid", "a number smaller than any float64", `0.${"0".repeat(3000)}1`),
  hostile("invalid", "a million spaces and nothing else but a sign", `${" ".repeat(many)}+`),
  hostile("invalid", "a million terms", "y3+".repeat(many / 3)),
  hostile("invalid", "three hundred nested functions", `${"tanh(".repeat(300)}y3${")".repeat(300)}`),
  hostile("incorrect", "a hundred nested functions", `${"tanh(".repeat(100)}y3${")".repeat(100)}`),
  hostile("invalid", "nested exponentials, too large everywhere", "exp(exp(exp(exp(exp(9+y3)))))"),
  hostile("incorrect", "a thousand terms", "y3+".repeat(900).concat("y3")),
  hostile("invalid", "divided by zero", "1/0"),
  hostile("invalid", "zero over zero", "0/0"),
  hostile("invalid", "zero to the power −1", "0^-1"),
  hostile("invalid", "a logarithm of zero", "log(0)"),
  hostile("invalid", "a root of a negative number", "sqrt(-1)"),
  hostile("invalid", "overflow", "1e308*10"),
  hostile("invalid", "overflow in a number", "1e309"),
  hostile("invalid", "overflow less overflow", "exp(1000)-exp(1000)"),
  hostile("invalid", "overflow over overflow", "exp(1000)/exp(1000)*y3"),
  hostile("invalid", "a difference divided by itself", "(y3-y3)/(y3-y3)"),
  hostile("invalid", "not a number", "NaN"),
  hostile("invalid", "infinity", "Infinity"),
  hostile("invalid", "infinity as a sign", "∞"),
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "hasOwnProperty",
    "toString",
    "valueOf",
    "this",
    "globalThis",
    "process",
    "require",
    "undefined",
    "null",
    "eval",
    "Function",
    "arguments",
    "constructor(y3)",
    "toString()",
    "y3.constructor",
    "y3[constructor]",
    "__proto__.y3",
    "d__proto__/dW3",
    "dL/dconstructor",
    "sigmoid.constructor(1)",
    "valueOf'(z3)",
  ].map((text) => hostile("invalid", "a name of JavaScript's objects", text)),
  ...[
    'import("fs")',
    "import fs from 'fs'",
    'require("child_process").exec("ls")',
    "process.exit(1)",
    "while(true){}",
    "(()=>y3)()",
    "y3;process.exit()",
    "`\u0024{y3}`",
    "eval('y3')",
    "new Function('return 1')()",
    "<script>alert(1)</script>",
    "'; DROP TABLE submissions; --",
    "\u0024{7*7}",
    "\\input{/etc/passwd}",
    "\\def\\a{\\a\\a}\\a",
    "\\newcommand{\\x}{\\x\\x}\\x",
    "../../etc/passwd",
    "%00",
  ].map((text) => hostile("invalid", "code", text)),
  hostile("incorrect", "a template: its braces group, and 49 is wrong", "{{7*7}}"),
  hostile("invalid", "the derivative of an error term", "ddelta3/dz3*y2"),
  hostile("invalid", "a derivative by an error term", "∂L/∂δ_3"),
  hostile("invalid", "a Cyrillic у", "(у3-t)*y3*(1-y3)*y2"),
  hostile("invalid", "a Cyrillic х", "(y3-t)*y3*(1-y3)*y2*х0/х0"),
  hostile("invalid", "a Greek τ for t", "(y3-τ)*y3*(1-y3)*y2"),
  hostile("invalid", "a letter turned round by a hidden sign", "(y3-t)*y3*(1-y3)*\u202ey2"),
  hostile("invalid", "half a surrogate pair", "y3*\ud83d"),
  hostile("invalid", "a picture", "y3*🙂"),
  hostile("invalid", "a zero byte", "y3*\u0000y2"),
  hostile("invalid", "a thousand accents on one letter", `y${"\u0301".repeat(1000)}3`),
  hostile("invalid", "a matrix too large to be multiplied out", outer(600)),
  hostile("invalid", "a list of a thousand entries", `[${"y3,".repeat(900)}y3]`),
  hostile("invalid", "lists in lists", `${"[".repeat(150)}y3${"]".repeat(150)}+[1,2]`),
  hostile("invalid", "four primes", "sigmoid''''(z3)"),
  hostile("invalid", "a thousand primes", `sigmoid${"'".repeat(1000)}(z3)`),
  hostile("incorrect", "a long run of names", "y3".repeat(400)),
  hostile("invalid", "a long run of letters", "y".repeat(3900)),
  hostile("invalid", "nothing but a comment", "# (y3-t)*y3*(1-y3)*y2"),
  hostile("invalid", "a thousand equals signs", "=".repeat(1000)),
  hostile("invalid", "bars within bars", `${"|".repeat(999)}y3${"|".repeat(999)}`),
  hostile("invalid", "nested fractions that stay open", "\\frac{".repeat(500)),
  hostile("invalid", "all digits lost in a huge term", "1e30+(y3-t)*y3*(1-y3)*y2-1e30"),
];

/** Right on nearly all of the domain, and at the page's values: one more piece lies far out. */
export const rightInPart: readonly HostileText[] = [
  hostile("incorrect", "the right formula with a step far out", "(y3-t)*y3*(1-y3)*y2*(1+relu(W3-1.9))"),
  hostile("incorrect", "the right formula with a bend far out", "(y3-t)*y3*(1-y3)*(abs(y2-0.05)+0.05)"),
  hostile("incorrect", "the right formula with a part that is 0 at small x0", "(y3-t)*y3*(1-y3)*y2+relu(x0-1.7)"),
];

function outer(length: number): string {
  const list = `[${Array(length).fill("1").join(",")}]`;
  return `sum(${list} ${list}^T)*y2`;
}
