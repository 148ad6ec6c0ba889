import { elementsIn, find, type PageElement, textOf } from "./read-html.ts";

const fields = ["input", "select", "textarea"];

/**
 * What makes a page hard to use without eyes, a mouse or scripts: ids given twice, references that lead nowhere, headings that skip
 * a rank, fields and buttons without a name. `startsAt` is the rank of the first heading: 1 for a whole page.
 */
export function faultsOf(page: PageElement, startsAt = 1): readonly string[] {
  const all = elementsIn(page);
  const ids = all.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`),
    ...all.flatMap((element) => deadReferences(element, new Set(ids))),
    ...skippedRanks(all, startsAt),
    ...all.flatMap((element) =>
      needsName(element) && nameOf(element, page) === "" ? [`<${element.tag}> unnamed`] : [],
    ),
  ];
}

function deadReferences({ tag, attributes }: PageElement, ids: ReadonlySet<string>): readonly string[] {
  const references = [
    ...["aria-describedby", "aria-labelledby"].flatMap((name) => (attributes[name] ?? "").split(" ")),
    attributes.for ?? "",
    ...(tag === "a" && attributes.href?.startsWith("#") ? [attributes.href.slice(1)] : []),
  ];
  return references
    .filter((id) => id !== "" && !ids.has(id))
    .map((id) => `<${tag}> points at #${id}, which is not there`);
}

function skippedRanks(all: readonly PageElement[], startsAt: number): readonly string[] {
  const ranks = all.filter(({ tag }) => /^h[1-6]$/.test(tag)).map(({ tag }) => Number(tag[1]));
  if (ranks.length === 0) return [];
  const steps = ranks.map((rank, at) => [ranks[at - 1] ?? rank, rank] as const);
  return [
    ...(ranks[0] === startsAt ? [] : [`the first heading is h${ranks[0]}`]),
    ...(ranks.filter((rank) => rank === 1).length > 1 ? ["more than one h1"] : []),
    ...steps.filter(([before, rank]) => rank > before + 1).map(([before, rank]) => `h${rank} under h${before}`),
  ];
}

function needsName({ tag, attributes }: PageElement): boolean {
  return (
    ["a", "button"].includes(tag) || (fields.includes(tag) && attributes.type !== "hidden") || attributes.role === "img"
  );
}

/** What an element is called: its label's words, its own, or what `aria-label` says. */
export function nameOf(element: PageElement, page: PageElement): string {
  const { attributes, tag } = element;
  if (attributes["aria-label"] !== undefined) return attributes["aria-label"];
  if (!fields.includes(tag)) return textOf(element);
  return find(page, "label")
    .filter((label) => label.attributes.for === attributes.id)
    .map(textOf)
    .join(" ");
}

/** What describes an element beside its name. */
export function descriptionOf(element: PageElement, page: PageElement): string {
  const ids = (element.attributes["aria-describedby"] ?? "").split(" ");
  return ids
    .flatMap((id) =>
      elementsIn(page)
        .filter(({ attributes }) => attributes.id === id)
        .map(textOf),
    )
    .join(" ");
}
