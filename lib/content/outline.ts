import type { Block, HeadingView, Inline, SegmentOutline } from "./lesson.ts";

/** Words a minute of a reader who follows: slower than for a novel. */
const wordsPerMinute = 180;
/** A displayed formula, a step, a row of numbers or a figure is looked at for about this long, counted in words. */
const wordsPerFormula = 25;

/** What may be told of a run of blocks to someone who may not read it. */
export function outlineOf(blocks: readonly Block[], exercises: number): SegmentOutline {
  return { headings: headingsOf(blocks), exercises, minutes: minutesFor(countWords(blocks)) };
}

/** Whole minutes, one at least. Exercises take as long as they take and are counted by themselves. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
}

function headingsOf(blocks: readonly Block[]): readonly HeadingView[] {
  return blocks.flatMap((block) =>
    block.kind === "heading"
      ? [{ id: block.id, depth: block.depth, number: block.number, text: plainText(block.inlines) }]
      : [],
  );
}

export function countWords(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + wordsOf(block), 0);
}

function wordsOf(block: Block): number {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return wordsIn(plainText(block.inlines));
    case "list":
      return block.items.reduce((sum, item) => sum + countWords(item), 0);
    case "quote":
    case "note":
      return countWords(block.blocks);
    case "code":
      return wordsIn(block.text);
    case "table":
      return block.rows.length * wordsPerFormula;
    case "model":
      return block.lines.length * 5;
    case "steps":
      return block.steps.length * wordsPerFormula;
    case "math":
      return wordsPerFormula;
    case "network":
      return 2 * wordsPerFormula;
    case "exercise":
    case "rule":
      return 0;
  }
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

const below = "₀₁₂₃₄₅₆₇₈₉";

/** Running text without its marks: "The gradient of $W_2$" is "The gradient of W₂". */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(plainInline).join("");
}

function plainInline(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "code":
    case "value":
      return inline.text;
    case "emphasis":
    case "strong":
    case "link":
      return plainText(inline.inlines);
    case "math":
      return plainFormula(inline.formula.tex);
    case "cite":
      return inline.label;
    case "break":
      return " ";
  }
}

/** Good enough for the short formulas of headings; a long one is read with its commands. */
function plainFormula(tex: string): string {
  const greek: Readonly<Record<string, string>> = { delta: "δ", eta: "η", sigma: "σ", partial: "∂" };
  return tex
    .replace(/_\{?(\d+)\}?/g, (_, digits: string) => [...digits].map((digit) => below[Number(digit)]).join(""))
    .replace(/\\([a-zA-Z]+)\s*/g, (_, name: string) => greek[name] ?? name)
    .replace(/[{}]/g, "");
}
