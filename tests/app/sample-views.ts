import type { Block, Formula, NetworkView, StepView } from "#lib/content/lesson.ts";
import type { LessonView } from "#lib/content/open-lesson.ts";
import { typeset } from "#lib/content/typeset.ts";
import type { ExerciseView, WorkView } from "#lib/progress/exercise-view.ts";

/** Views as the rooms hand them over: the course's network, x0 = 1, all weights 0.5, target 0.8. */

const coloured = (layer: number, tex: string) => `\\htmlClass{layer-${layer}}{${tex}}`;
export const formula = (tex: string, style: "inline" | "step" | "display" = "inline"): Formula =>
  typeset(tex, { style });
const named = (letter: string, layer: number) => formula(coloured(layer, `${letter}_{${layer}}`));

const values = ["0.6225", "0.5772", "0.5717"];
const slopes = [-0.0008017, -0.004247, -0.03227];

export const network: NetworkView = {
  title: "Three layers of one neuron.",
  summary:
    "A network of 3 layers with x0 = 1, W1 = 0.5, W2 = 0.5 and W3 = 0.5 and the target t = 0.8. It gives y3 = 0.5717 and L = 0.02607. Backward, the gradient of L by W3 is -0.03227, by W1 -0.0008017, smaller by a factor of 40.",
  showsBackward: true,
  nodes: [
    { name: "x0", label: formula("x_{0}"), kind: "input", layer: 0, value: "1", gradient: null, column: 0, row: 0 },
    ...[1, 2, 3].map((layer) => ({
      name: `y${layer}`,
      label: named("y", layer),
      kind: "neuron" as const,
      layer,
      value: values[layer - 1] ?? "",
      gradient: null,
      column: layer,
      row: 0,
    })),
    { name: "t", label: formula("t"), kind: "target", layer: null, value: "0.8", gradient: null, column: 3, row: 1 },
    { name: "L", label: formula("L"), kind: "loss", layer: null, value: "0.02607", gradient: null, column: 4, row: 0 },
  ],
  edges: [
    ...[1, 2, 3].map((layer) => ({
      from: layer === 1 ? "x0" : `y${layer - 1}`,
      to: `y${layer}`,
      weight: { name: `W${layer}`, label: named("W", layer), value: "0.5" },
      gradient: { of: `dL/dW${layer}`, text: String(slopes[layer - 1]), value: slopes[layer - 1] ?? 0 },
      layer,
    })),
    { from: "y3", to: "L", weight: null, gradient: { of: "dL/dy3", text: "-0.2283", value: -0.2283 }, layer: 3 },
    { from: "t", to: "L", weight: null, gradient: { of: "dL/dt", text: "0.2283", value: 0.2283 }, layer: null },
  ],
};

const step = (tex: string, spoken: string, rule: string, layer: number): StepView => ({
  formula: formula(tex, "step"),
  spoken,
  rule,
  layer,
});

const [z3, y3, W3] = ["z", "y", "W"].map((letter) => coloured(3, `${letter}_{3}`));

export const blocks: readonly Block[] = [
  {
    kind: "heading",
    id: "the-last-weight",
    depth: 2,
    number: "1",
    inlines: [{ kind: "text", text: "The last weight" }],
  },
  {
    kind: "paragraph",
    id: "p-1",
    inlines: [
      { kind: "text", text: "The network gives " },
      { kind: "math", formula: named("y", 3) },
      { kind: "text", text: " = " },
      { kind: "value", of: "y3", text: "0.5717", value: 0.5716515653055908, layer: 3 },
      { kind: "text", text: " where 0.8 was asked, so its loss is " },
      { kind: "value", of: "L", text: "0.0261", value: 0.026071503813693442, layer: null },
      { kind: "text", text: ". The error flows " },
      { kind: "emphasis", inlines: [{ kind: "text", text: "backwards" }] },
      {
        kind: "text",
        text: " through the layers, and each of them multiplies it by its own slope before the next one sees it. We take the layers one at a time, from the loss to the first weight, and write down what each contributes (",
      },
      { kind: "cite", key: "hochreiter1991", label: "Hochreiter 1991" },
      { kind: "text", text: ")." },
    ],
  },
  {
    kind: "note",
    id: "n-1",
    title: "Slope of the sigmoid",
    blocks: [
      {
        kind: "paragraph",
        id: "n-1-p",
        inlines: [
          {
            kind: "text",
            text: "σ′(z) = σ(z)(1 − σ(z)) is at most a quarter, at z = 0. Every layer takes at least three quarters away.",
          },
        ],
      },
    ],
  },
  {
    kind: "math",
    id: "m-1",
    formula: formula(
      `\\frac{\\partial L}{\\partial ${W3}} = \\frac{\\partial L}{\\partial ${y3}} \\cdot \\frac{\\partial ${y3}}{\\partial ${z3}} \\cdot \\frac{\\partial ${z3}}{\\partial ${W3}}`,
      "display",
    ),
  },
  { kind: "network", id: "net-1", view: network },
  {
    kind: "steps",
    id: "s-1",
    title: "From the loss to the last weight",
    steps: [
      step(
        `\\frac{\\partial L}{\\partial ${y3}} = ${y3} - t = 0.5717 - 0.8 = -0.2283`,
        "the derivative of L by y3 is y3 minus t",
        "derivative of half a square",
        3,
      ),
      step(
        `\\frac{\\partial ${y3}}{\\partial ${z3}} = \\sigma'(${z3}) = ${y3}\\,(1 - ${y3}) = 0.5717 \\cdot 0.4283 = 0.2449`,
        "the derivative of y3 by z3 is y3 times one minus y3",
        "slope of the sigmoid",
        3,
      ),
      step(
        `\\frac{\\partial ${z3}}{\\partial ${W3}} = ${coloured(2, "y_{2}")} = 0.5772`,
        "the derivative of z3 by W3 is y2",
        "a product with one factor held still",
        3,
      ),
      step(
        `\\frac{\\partial L}{\\partial ${W3}} = -0.2283 \\cdot 0.2449 \\cdot 0.5772 = -0.03227`,
        "the derivative of L by W3 is the product of the three",
        "chain rule",
        3,
      ),
    ],
  },
  {
    kind: "heading",
    id: "where-it-shows",
    depth: 3,
    number: "1.1",
    inlines: [{ kind: "text", text: "Where it shows" }],
  },
  {
    kind: "list",
    id: "l-1",
    ordered: false,
    items: ["early layers learn slowly", "a deeper model does worse", "gradients near zero when watched"].map(
      (text, at) => [{ kind: "paragraph", id: `l-1-${at}`, inlines: [{ kind: "text", text }] }],
    ),
  },
  {
    kind: "table",
    id: "t-1",
    align: [null, "right", "right"],
    head: ["Layer", "Slope", "Gradient"].map((text) => [{ kind: "text", text }]),
    rows: [1, 2, 3].map((layer) => [
      [{ kind: "text", text: String(layer) }],
      [{ kind: "text", text: ["0.2350", "0.2440", "0.2449"][layer - 1] ?? "" }],
      [{ kind: "value", of: `dL/dW${layer}`, text: String(slopes[layer - 1]), value: slopes[layer - 1] ?? 0, layer }],
    ]),
  },
  {
    kind: "model",
    id: "model-1",
    name: "chain",
    lines: [
      "x_{0} = 1",
      `${coloured(1, "W_{1}")} = 0.5`,
      `${coloured(1, "z_{1}")} = ${coloured(1, "W_{1}")}\\,x_{0}`,
      `${coloured(1, "y_{1}")} = \\sigma(${coloured(1, "z_{1}")})`,
    ].map((tex) => formula(tex)),
  },
  {
    kind: "quote",
    id: "q-1",
    blocks: [{ kind: "paragraph", id: "q-1-p", inlines: [{ kind: "text", text: "The error signals vanish." }] }],
  },
  { kind: "code", id: "c-1", language: "js", text: "const slope = sigmoid(z) * sigmoid(-z);" },
  { kind: "exercise", id: "e-1", slug: "first-gradient" },
  { kind: "rule", id: "r-1" },
];

export const exercise: ExerciseView = {
  slug: "first-gradient",
  title: "The gradient of the last weight",
  revision: 1,
  variant: 0,
  question: [
    {
      kind: "paragraph",
      id: "p-question",
      inlines: [{ kind: "text", text: "Do the same for this network, whose weights differ. Begin at the loss." }],
    },
  ],
  network: {
    ...network,
    title: "The gradient of the last weight",
    summary: "A network of 3 layers with x0 = 1.5, W1 = 0.9, W2 = -0.6 and W3 = 1.2 and the target t = 0.8.",
    showsBackward: false,
    nodes: network.nodes.map((node) =>
      node.kind === "neuron" || node.kind === "loss" ? { ...node, value: "" } : node,
    ),
    edges: network.edges.map((edge) => ({ ...edge, gradient: null })),
  },
  given: [
    { name: "x0", layer: 0, formula: formula("x_{0} = 1.5") },
    { name: "W1", layer: 1, formula: formula(`${coloured(1, "W_{1}")} = 0.9`) },
    { name: "W2", layer: 2, formula: formula(`${coloured(2, "W_{2}")} = -0.6`) },
    { name: "W3", layer: 3, formula: formula(`${coloured(3, "W_{3}")} = 1.2`) },
    { name: "t", layer: null, formula: formula("t = 0.8") },
  ],
  blanks: [
    ["loss-slope", "\\frac{\\partial L}{\\partial y_{3}}", "the derivative of L by y3", "number"],
    ["sigmoid-slope", "\\frac{\\partial y_{3}}{\\partial z_{3}}", "the derivative of y3 by z3", "number"],
    ["weight", "\\frac{\\partial L}{\\partial W_{3}}", "the derivative of L by W3", "number"],
    ["weight-formula", "\\frac{\\partial L}{\\partial W_{3}}", "the derivative of L by W3, as a formula", "formula"],
  ].map(([id = "", tex = "", spoken = "", as]) => ({
    id,
    label: formula(coloured(3, tex), "step"),
    spoken,
    layer: 3,
    as: as === "formula" ? "formula" : "number",
    rule:
      as === "formula"
        ? "A formula that holds at any values; any equal form is fine."
        : "3 significant digits; a calculation is fine.",
    prompt: [],
    options: [],
    several: false,
    path: as === "formula" ? ["L", "y3", "z3", "W3"] : [],
    shape: [],
    fields: [],
    given: [],
  })),
  notation: {
    names: ["x0", "t", "W1", "W2", "W3", "z1", "y1", "z2", "y2", "z3", "y3", "L", "eta"],
    functions: [["sigmoid", 1]],
    aliases: [["σ", "sigmoid"]],
    partials: [],
    lists: [],
  },
  work: null,
  solvedBlanks: [],
  policy: {
    attemptsLeft: null,
    opens: null,
    closes: null,
    window: "open",
    needsAccount: false,
    feedbackFrom: null,
    credit: "best",
    hintCost: 0,
  },
  hints: {},
  hintsLeft: [],
  mayExplain: false,
  explained: {},
  solutions: null,
  gaveUp: false,
  mayGiveUp: false,
  hasVariants: false,
  draftKey: "draft first-gradient 1 0 visitor",
  draft: null,
};

export const work: WorkView = {
  submissionId: "0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10",
  texts: {
    "loss-slope": "-0.196",
    "sigmoid-slope": "0.6039*(1-0.6039)",
    weight: "-0.0469",
    "weight-formula": "(y3-t)*y3*(1-y3*y2",
  },
  verdicts: {
    "loss-slope": {
      verdict: "correct",
      message: "Right.",
      read: formula("-0.196"),
      at: null,
      typed: "-0.196",
      parts: [],
    },
    "sigmoid-slope": {
      verdict: "correct",
      message: "Right.",
      read: formula("0.6039 \\cdot (1 - 0.6039)"),
      at: null,
      typed: "0.6039*(1-0.6039)",
      parts: [],
    },
    weight: {
      verdict: "incorrect",
      message: "This is not the value of ∂L/∂W3.",
      read: formula("-0.0469"),
      at: null,
      typed: "-0.0469",
      parts: [],
    },
    "weight-formula": {
      verdict: "invalid",
      message: "The bracket at column 11 is never closed.",
      read: null,
      at: { line: 1, column: 11 },
      typed: "(y3-t)*y3*(1-y3*y2",
      parts: [],
    },
  },
  solvedBlanks: ["loss-slope", "sigmoid-slope"],
  score: 0.5,
  submittedAt: "2026-11-24T10:00:00.000Z",
  isCounted: false,
};

export const lesson: LessonView = {
  head: {
    slug: "by-hand",
    title: "Backpropagation by hand, one layer at a time",
    promise: "You compute every gradient of a small network yourself and see where the first one was lost.",
    minutes: 14,
    before: ["the derivative of a product", "what a weight is"],
    summary: [
      "Each layer multiplies the gradient by its own slope.",
      "A sigmoid's slope is at most a quarter.",
      "So the first weight of a deep chain hardly learns.",
    ],
    references: [
      {
        key: "hochreiter1991",
        label: "Hochreiter 1991",
        text: "Sepp Hochreiter, Untersuchungen zu dynamischen neuronalen Netzen, diploma thesis, TU München, 1991.",
        href: "https://people.idsia.ch/~juergen/SeppHochreiter1991ThesisAdvisorSchmidhuber.pdf",
      },
    ],
  },
  course: { slug: "vanishing-gradients", title: "Vanishing gradients" },
  number: 2,
  previous: { slug: "why", title: "Why gradients vanish" },
  next: null,
  segments: [
    {
      access: "open",
      ordinal: 0,
      blocks,
      outline: {
        headings: [
          { id: "the-last-weight", depth: 2, number: "1", text: "The last weight" },
          { id: "where-it-shows", depth: 3, number: "1.1", text: "Where it shows" },
        ],
        exercises: 1,
        minutes: 6,
      },
    },
    {
      access: "closed",
      ordinal: 1,
      decision: {
        access: "closed",
        because: "needs-level",
        requires: ["member"],
        signedIn: false,
        lapsed: [],
      },
      outline: {
        headings: [
          { id: "the-second-weight", depth: 2, number: "2", text: "The second weight" },
          { id: "what-it-multiplies", depth: 3, number: "2.1", text: "What the second layer multiplies" },
          { id: "the-first-weight", depth: 2, number: "3", text: "The first weight" },
          { id: "one-step", depth: 2, number: "4", text: "One step of learning" },
        ],
        exercises: 2,
        minutes: 8,
      },
      levels: [{ slug: "member", name: "Member", description: "Opens every part of this course." }],
    },
  ],
};
