import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compile } from "tailwindcss";
import { describe, expect, it } from "vitest";
import { appFiles, classesIn, classesUsedIn, importedSheets, withoutComments } from "./app-files.ts";

const sheets = appFiles(".css");
const components = appFiles(".tsx");
const globals = sheets.get("globals.css") ?? "";
const sheetOf = (name: string) => sheets.get(name) ?? "";

/** Whether Tailwind makes a rule of a name, with the theme of globals.css. */
async function tailwindUtilities(): Promise<(name: string) => boolean> {
  const require = createRequire(import.meta.url);
  const theme = globals.slice(globals.indexOf("@theme"));
  const compiler = await compile(`@import "tailwindcss";\n${theme}`, {
    loadStylesheet: async (id, base) => {
      const path = require.resolve(id === "tailwindcss" ? "tailwindcss/index.css" : id);
      return { path, base, content: readFileSync(path, "utf8") };
    },
  });
  // What was asked for once stays in its answers.
  const known = new Map<string, boolean>();
  return (name) => {
    const isUtility = known.get(name) ?? compiler.build([]) !== compiler.build([name]);
    known.set(name, isUtility);
    return isUtility;
  };
}

describe("classes", () => {
  it("are all defined by a style sheet that globals.css draws in, or by Tailwind", async () => {
    const ours = new Set(importedSheets().flatMap((name) => classesIn(sheetOf(name))));
    const isUtility = await tailwindUtilities();
    const isDefined = (name: string, isPrefix: boolean) =>
      isPrefix ? [...ours].some((own) => own.startsWith(name)) : ours.has(name) || isUtility(name);
    const missing = [...components].flatMap(([file, text]) =>
      classesUsedIn(text).flatMap(({ name, isPrefix }) => (isDefined(name, isPrefix) ? [] : [`${file}: ${name}`])),
    );
    expect(missing).toEqual([]);
  });

  it("are found in every way that a component writes them, and told from what Tailwind does not know", async () => {
    const tsx =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a component's source.
      'const a = <p className="one two" title="no"><b className={`three ${x} four-${y}`}>{z}</b><i className={q ? "five" : undefined} /></p>;';
    expect(classesUsedIn(tsx).map(({ name, isPrefix }) => (isPrefix ? `${name}…` : name))).toEqual([
      "one",
      "two",
      "three",
      "four-…",
      "five",
    ]);
    const isUtility = await tailwindUtilities();
    expect(["mt-6", "text-quiet", "sr-only", "text-red-500", "course-number"].map(isUtility)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("are each used by a component: a style sheet keeps nothing that no page shows", () => {
    // KaTeX's own, and those that name a layer, come from the typesetter.
    const madeElsewhere = /^(katex|layer-)/;
    const used = [...components.values()].flatMap(classesUsedIn);
    const inCode = [...components.values(), ...appFiles(".ts").values()].join("\n");
    const isUsed = (own: string) =>
      used.some(({ name, isPrefix }) => (isPrefix ? own.startsWith(name) : own === name)) ||
      inCode.includes(`"${own}"`);
    const unused = [...sheets].flatMap(([file, css]) =>
      classesIn(css)
        .filter((own) => !madeElsewhere.test(own) && !isUsed(own))
        .map((own) => `${file}: .${own}`),
    );
    expect([...new Set(unused)]).toEqual([]);
  });
});

describe("style sheets", () => {
  it("are all drawn in by globals.css, and those it draws in are there", () => {
    const own = [...sheets.keys()].filter((name) => name !== "globals.css");
    expect([...importedSheets()].sort()).toEqual(own.sort());
  });

  it("use only tokens that tokens.css or the page's fonts define", () => {
    const css = [...sheets.values()].map(withoutComments).join("\n");
    const code = [...appFiles(".tsx").values(), ...appFiles(".ts").values()].join("\n");
    const defined = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name = ""]) => name));
    for (const [, name = ""] of code.matchAll(/variable: "(--[\w-]+)"/g)) defined.add(name);
    const used = [...`${css}\n${code}`.matchAll(/var\((--[\w-]+)[,)]/g)].map(([, name = ""]) => name);
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });
});

describe("a graded answer", () => {
  it("is spoken of in ink and not in its layer's colour, whose green would say right", () => {
    const css = withoutComments(sheetOf("styles/exercise.css"));
    expect(css).toMatch(/\n\.blank-mark \{[^}]*\bcolor: var\(--ink\);/);
  });
});

describe("colours", () => {
  const literal =
    /#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\(|(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|orange|purple|yellow|silver|navy|teal)(?![\w-])/gi;
  it("are written down in tokens.css alone", () => {
    const found = [...sheets, ...components].flatMap(([file, text]) => {
      if (file === "tokens.css") return [];
      const values = file.endsWith(".css") ? declarationsOf(text) : stylesOf(text);
      return values.flatMap((value) =>
        [...value.matchAll(literal)].map(([colour]) => `${file}: ${colour} in ${value}`),
      );
    });
    expect(found).toEqual([]);
  });

  it("would be found, however they are written", () => {
    const values = ["#fff", "oklch(50% 0 0)", "1px solid red", "rgb(0 0 0 / 10%)", "color(srgb 1 0 0)"];
    expect(values.filter((value) => value.match(literal) === null)).toEqual([]);
    const allowed = ["currentColor", "transparent", "var(--ink)", "none", "border-black-ish"];
    expect(allowed.filter((value) => value.match(literal) !== null)).toEqual([]);
  });
});

it("breaks a page's title anywhere, and with a hyphen on a phone: its longest word may be wider than the page", () => {
  const rules = [...withoutComments(sheetOf("styles/page.css")).matchAll(/\.page-title \{([^}]*)\}/g)].map(
    ([, rule]) => rule,
  );
  expect(rules.join()).toContain("overflow-wrap: anywhere;");
  expect(rules.join()).toContain("hyphens: auto;");
});

/** The values of a style sheet's declarations. */
function declarationsOf(css: string): readonly string[] {
  return [...withoutComments(css).matchAll(/[{;]\s*[\w-]+\s*:([^;{}]+)(?=[;}])/g)].map(([, value = ""]) =>
    value.trim(),
  );
}

/** Where a component can set a colour: an SVG's attributes and styles. */
function stylesOf(tsx: string): readonly string[] {
  const attributes = [...tsx.matchAll(/\b(?:fill|stroke|color|stopColor|floodColor)=(?:"([^"]*)"|\{([^}]*)\})/g)];
  const styles = [...tsx.matchAll(/style=\{\{([^}]*)\}/g)];
  const strings = [...tsx.matchAll(/["`]((?:rgba?|hsla?|hwb|oklch|oklab|lab|lch|color)\([^"`]*|#[0-9a-f]{3,8})["`]/gi)];
  return [...attributes, ...styles, ...strings].map(([, one, other]) => one ?? other ?? "");
}
