/** An element of a page, as a test looks at it. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (PageElement | string)[];
}

const voidTags = new Set(["br", "hr", "input", "img", "link", "meta"]);

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[name] ?? whole;
  });
}

/**
 * The tree of what React and KaTeX write, which is always well-formed. A tag that is closed by another one throws: a browser
 * would silently build a page that nobody wrote.
 */
export function readHtml(html: string): PageElement {
  const root = { tag: "#root", attributes: {}, children: [] as (PageElement | string)[] };
  const open = [root];
  for (const [, closing, tag, rest = "", text] of html.matchAll(
    /<(\/?)([a-zA-Z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g,
  )) {
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.children.push(decode(text));
    else if (closing === "/") {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes another element`);
    } else if (tag !== undefined) {
      const element = { tag, attributes: readAttributes(rest), children: [] };
      parent.children.push(element);
      if (!rest.endsWith("/") && !voidTags.has(tag)) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.tag}> is never closed`);
  return root;
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/([^\s=/]+)(?:=(?:"([^"]*)"|'([^']*)'))?/g)].map(([, name = "", double, single]) => [
      name.toLowerCase(),
      decode(double ?? single ?? ""),
    ]),
  );
}

/** This element and everything in it, in the page's order. */
export function elementsIn(element: PageElement): readonly PageElement[] {
  return [element, ...element.children.flatMap((child) => (typeof child === "string" ? [] : elementsIn(child)))];
}

export function classesOf({ attributes }: PageElement): readonly string[] {
  return (attributes.class ?? "").split(/\s+/).filter(Boolean);
}

/** All elements with this tag, or with this class when it begins with a dot. */
export function find(element: PageElement, wanted: string): readonly PageElement[] {
  return elementsIn(element).filter((each) =>
    wanted.startsWith(".") ? classesOf(each).includes(wanted.slice(1)) : each.tag === wanted,
  );
}

/** The one element like that; throws where there is none or more than one. */
export function findOne(element: PageElement, wanted: string): PageElement {
  const [found, ...others] = find(element, wanted);
  if (found === undefined || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} × ${wanted}`);
  return found;
}

/** Elements that begin a line of their own, and so a word of their own. */
const blocks =
  /^(article|blockquote|d[dlt]|div|fig.*|footer|form|h[1-6]|header|li|main|nav|[ou]l|p|pre|section|t[drh])$/;

/** What a screen reader says: text without what is hidden from it. White space is one space. */
export function textOf(element: PageElement): string {
  const parts = (each: PageElement | string): string => {
    if (typeof each === "string") return each;
    if (each.attributes["aria-hidden"] === "true" || ["annotation", "script"].includes(each.tag)) return "";
    if (each.attributes.role === "img") return each.attributes["aria-label"] ?? "";
    const inside = each.children.map(parts).join("");
    return blocks.test(each.tag) ? ` ${inside} ` : inside;
  };
  return parts(element).replace(/\s+/g, " ").trim();
}
