import { greekOfCommand } from "./greek.ts";
import type { Bracket, Token } from "./token.ts";

/** What a LaTeX command says, as far as it matters to a formula. */
export type Command =
  | { readonly kind: "sign"; readonly sign: Extract<Token, { kind: "sign" }>["sign"] }
  | { readonly kind: "bar"; readonly side: "open" | "close" | "either"; readonly isNorm: boolean }
  | { readonly kind: "bracket"; readonly opens: boolean; readonly bracket: Bracket }
  | { readonly kind: "accent"; readonly accent: string }
  | { readonly kind: "word"; readonly run: string; readonly isSymbol: boolean }
  /** `\left`, `\bigr`: the bracket or bar that follows opens, closes, or may do either. */
  | { readonly kind: "delimiter"; readonly side: "open" | "close" | "either" }
  /** What stands in its braces may be a word: `\operatorname{sigmoid}`, `\mathbf{W}_2`. */
  | { readonly kind: "font" }
  /** It says how something looks, or only makes room. */
  | { readonly kind: "ignored" }
  /** Its first group says how the second looks, or is a label: the group is passed over. */
  | { readonly kind: "group-ignored" }
  | { readonly kind: "primes"; readonly count: number }
  | {
      readonly kind:
        | "equals"
        | "differential"
        | "transpose"
        | "fraction"
        | "root"
        | "derivative"
        | "environment"
        | "box";
    };

/** The meaning of a command by its name without the backslash; null where it has none here. */
export function meaningOfCommand(name: string): Command | null {
  const known = commands.get(name);
  if (known !== undefined) return known;
  const greek = greekOfCommand(name);
  return greek === null ? null : { kind: "word", run: greek, isSymbol: true };
}

const commands: ReadonlyMap<string, Command> = new Map(listCommands());

function* listCommands(): Generator<[string, Command]> {
  const signs = { cdot: "dot", bullet: "dot", times: "*", odot: "*", ast: "*", circ: "*", div: "/" } as const;
  for (const [name, sign] of Object.entries(signs)) yield [name, { kind: "sign", sign }];

  for (const [name, side] of [...sides("vert"), ["mid", "either"]] as const) {
    yield [name, { kind: "bar", side, isNorm: false }];
  }
  for (const [name, side] of [...sides("Vert"), ["parallel", "either"]] as const) {
    yield [name, { kind: "bar", side, isNorm: true }];
  }
  for (const [name, bracket] of [
    ["brack", "["],
    ["brace", "{"],
    ["paren", "("],
  ] as const) {
    yield [`l${name}`, { kind: "bracket", opens: true, bracket }];
    yield [`r${name}`, { kind: "bracket", opens: false, bracket }];
  }
  const accents = {
    hat: "hat widehat",
    bar: "bar overline",
    tilde: "tilde widetilde",
    vec: "vec overrightarrow underline",
  };
  for (const [accent, names] of Object.entries(accents)) {
    for (const name of names.split(" ")) yield [name, { kind: "accent", accent }];
  }

  const delimiters = {
    open: "left mleft bigl Bigl biggl Biggl",
    close: "right mright bigr Bigr biggr Biggr",
    either: "middle big Big bigg Bigg bigm Bigm",
  } as const;
  for (const side of ["open", "close", "either"] as const) {
    for (const name of delimiters[side].split(" ")) yield [name, { kind: "delimiter", side }];
  }

  // Functions that LaTeX has a command for, and the ones people define.
  const functions =
    "sin cos tan sinh cosh tanh sech arcsin arccos arctan exp log ln max min abs sigmoid relu ReLU softmax softplus";
  for (const run of functions.split(" ")) yield [run, { kind: "word", run, isSymbol: true }];
  yield ["in", { kind: "word", run: "in", isSymbol: true }];
  yield ["ell", { kind: "word", run: "l", isSymbol: true }];
  yield ["exponentialE", { kind: "word", run: "e", isSymbol: true }];
  yield ["differentialD", { kind: "word", run: "d", isSymbol: false }];

  yield* all(
    { kind: "font" },
    `mathrm mathbf mathit mathsf mathtt mathcal mathscr mathnormal boldsymbol bm pmb symbf text textrm textit textbf textsf
     mathop operatorname mbox`,
  );
  yield* all(
    { kind: "ignored" },
    `quad qquad enspace thinspace medspace thickspace negthinspace displaystyle textstyle scriptstyle limits nolimits
     boxed underbrace overbrace funcapply nonumber notag rm bf it`,
  );
  yield* all({ kind: "group-ignored" }, "htmlClass htmlId textcolor color hspace colorbox class cssId style tag label");
  yield* all({ kind: "fraction" }, "frac dfrac tfrac cfrac sfrac nicefrac flatfrac");
  yield* all({ kind: "derivative" }, "dv pdv odv derivative partialderivative");
  yield* all({ kind: "equals" }, "approx simeq equiv coloneqq coloneq");
  yield* all({ kind: "transpose" }, "top intercal");
  yield* all({ kind: "environment" }, "begin end");
  yield ["partial", { kind: "differential" }];
  yield ["sqrt", { kind: "root" }];
  yield ["placeholder", { kind: "box" }];
  yield ["prime", { kind: "primes", count: 1 }];
  yield ["doubleprime", { kind: "primes", count: 2 }];
}

function* all(command: Command, names: string): Generator<[string, Command]> {
  for (const name of names.split(/\s+/)) yield [name, command];
}

function sides(name: string) {
  return [
    [`l${name}`, "open"],
    [`r${name}`, "close"],
    [name, "either"],
  ] as const;
}
