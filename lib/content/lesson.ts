/**
 * A checked lesson: what publishing stores and pages draw. Everything derived (numbers, steps, diagrams, formulas) is
 * already in the tree, so a segment can be drawn on its own and nothing is compiled at request time.
 */

/** A formula, with what a screen reader and a copy button need. */
export interface Formula {
  readonly tex: string;
  /** KaTeX's HTML with MathML, made at publishing by us; never an author's HTML. */
  readonly html: string;
}

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "emphasis" | "strong"; readonly inlines: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly inlines: readonly Inline[] }
  | { readonly kind: "math"; readonly formula: Formula }
  /** An engine value in running text: `text` as shown ("0.6225"), `value` in full. */
  | {
      readonly kind: "value";
      readonly of: string;
      readonly text: string;
      readonly value: number;
      readonly layer: number | null;
    }
  | { readonly kind: "cite"; readonly key: string; readonly label: string }
  | { readonly kind: "break" };

/** One line of a derivation: the line set in maths, the rule it uses in words, and the layer whose colour it takes. */
export interface StepView {
  readonly formula: Formula;
  /** The same line for a screen reader, in words. */
  readonly spoken: string;
  readonly rule: string;
  readonly layer: number | null;
}

export interface NetworkNodeView {
  readonly name: string;
  readonly label: Formula;
  readonly kind: "input" | "neuron" | "target" | "loss";
  /** Counted from 1 at the first layer; 0 for the network's input, null for target and loss. */
  readonly layer: number | null;
  /** Value as shown, e.g. "0.6225", and in full. */
  readonly value: string;
  readonly gradient: { readonly text: string; readonly value: number } | null;
  /** Column and row on the grid, from 0. */
  readonly column: number;
  readonly row: number;
}

export interface NetworkEdgeView {
  readonly from: string;
  readonly to: string;
  /** The weight on this edge, if one stands there. */
  readonly weight: { readonly name: string; readonly label: Formula; readonly value: string } | null;
  /** ∂L/∂weight (or by the edge's source where there is no weight): drawn as an arrow as thick as its logarithm. */
  readonly gradient: { readonly of: string; readonly text: string; readonly value: number } | null;
  readonly layer: number | null;
}

export interface NetworkView {
  readonly title: string;
  /** One sentence made from the values, also the figure's text alternative. */
  readonly summary: string;
  readonly showsBackward: boolean;
  readonly nodes: readonly NetworkNodeView[];
  readonly edges: readonly NetworkEdgeView[];
}

export type Block =
  | {
      readonly kind: "heading";
      readonly id: string;
      readonly depth: 2 | 3;
      readonly number: string;
      readonly inlines: readonly Inline[];
    }
  | { readonly kind: "paragraph"; readonly id: string; readonly inlines: readonly Inline[] }
  | {
      readonly kind: "list";
      readonly id: string;
      readonly ordered: boolean;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: "quote"; readonly id: string; readonly blocks: readonly Block[] }
  | { readonly kind: "code"; readonly id: string; readonly language: string | null; readonly text: string }
  | { readonly kind: "math"; readonly id: string; readonly formula: Formula }
  | {
      readonly kind: "table";
      readonly id: string;
      readonly align: readonly ("left" | "right" | "center" | null)[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  /** A model as its author declared it, shown as a listing. `hidden` models are not blocks. */
  | { readonly kind: "model"; readonly id: string; readonly name: string; readonly lines: readonly Formula[] }
  | { readonly kind: "steps"; readonly id: string; readonly title: string; readonly steps: readonly StepView[] }
  | { readonly kind: "network"; readonly id: string; readonly view: NetworkView }
  | { readonly kind: "exercise"; readonly id: string; readonly slug: string }
  | { readonly kind: "note"; readonly id: string; readonly title: string | null; readonly blocks: readonly Block[] }
  | { readonly kind: "rule"; readonly id: string };

export interface HeadingView {
  readonly id: string;
  readonly depth: 2 | 3;
  readonly number: string;
  readonly text: string;
}

/** What may be told of a segment to someone who may not read it. */
export interface SegmentOutline {
  readonly headings: readonly HeadingView[];
  readonly exercises: number;
  readonly minutes: number;
}

/** A run of blocks with one access rule. `levels` empty: free. Otherwise any one of them opens it. */
export interface LessonSegment {
  readonly ordinal: number;
  readonly levels: readonly string[];
  readonly blocks: readonly Block[];
  readonly outline: SegmentOutline;
  /** Slugs of the exercises in this segment, in order. */
  readonly exercises: readonly string[];
}

export interface Reference {
  readonly key: string;
  /** "Hochreiter 1991" */
  readonly label: string;
  /** The whole reference, as in a bibliography. */
  readonly text: string;
  readonly href: string | null;
}

/** What everyone may know of a lesson. */
export interface LessonHead {
  readonly slug: string;
  readonly title: string;
  /** One sentence: what the reader can do afterwards. */
  readonly promise: string;
  readonly minutes: number;
  /** What one should know before, in a phrase each. */
  readonly before: readonly string[];
  /** Three lines, free for all to read. */
  readonly summary: readonly string[];
  /** Only those cited in free segments; a gated segment's references are among its blocks. */
  readonly references: readonly Reference[];
}

export interface CompiledLesson {
  readonly head: LessonHead;
  readonly segments: readonly LessonSegment[];
}
