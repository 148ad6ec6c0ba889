import type { NetworkEdgeView, NetworkNodeView, NetworkView } from "#lib/content/lesson.ts";

/** Sizes of the drawing, in the SVG's own units: one unit is one pixel at full size. */
export const sizes = { row: 112, radius: 23, edgeAbove: 44, below: 43, side: 40 } as const;

/** Thickness of the backward arrow of the figure's largest gradient, and what a factor of ten takes off it. */
const thickest = 9;
const perDecade = 2.25;
const thinnest = 0.75;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly from: Point;
  readonly to: Point;
}

/** Widths of a text's characters at the drawing's size, on the wide side: a figure, a capital, a lowered or raised digit, a stop. */
const widths = { figure: 8.5, capital: 17, index: 6, narrow: 4 } as const;

function textWidth(text: string): number {
  const widthOf = (sign: string) =>
    /[.,\s]/.test(sign) ? widths.narrow : /[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(sign) ? widths.index : widths.figure;
  return [...text].reduce((sum, sign) => sum + widthOf(sign), 0);
}

function nameWidth(name: string): number {
  return [...name].reduce((sum, sign) => sum + (/\d/.test(sign) ? widths.index : widths.capital), 0);
}

/**
 * From one column to the next: as far as the longest text between two of them asks for, so that a deep network of short numbers
 * fits a page and long numbers do not run into the circles.
 */
export function columnOf({ nodes, edges }: NetworkView): number {
  const between = edges.flatMap(({ weight, gradient }) => [
    weight === null ? 0 : 2 * sizes.radius + 8 + nameWidth(weight.name) + textWidth(` = ${weight.value}`),
    gradient === null ? 0 : 12 + textWidth(gradient.text),
  ]);
  return Math.ceil(Math.max(96, ...between, ...nodes.map(({ value }) => 12 + textWidth(value))));
}

export function sizeOf(view: NetworkView): { readonly width: number; readonly height: number } {
  const columns = Math.max(0, ...view.nodes.map(({ column }) => column));
  const rows = new Map(view.nodes.map(({ name, row }) => [name, row]));
  const reach = [...rows.values()].map((row) => row * sizes.row + 2);
  const back = view.edges.flatMap((edge) =>
    gradientBeneath(edge, view) === null ? [] : [(rows.get(edge.to) ?? 0) * sizes.row + sizes.below],
  );
  return {
    width: 2 * sizes.side + columns * columnOf(view),
    height: sizes.edgeAbove + sizes.radius + Math.max(0, ...reach, ...back),
  };
}

/** What flows back along an edge; null where nothing is shown, and to the target, which learns nothing. */
export function gradientBeneath({ from, gradient }: NetworkEdgeView, { nodes }: NetworkView) {
  return nodes.some(({ name, kind }) => name === from && kind === "target") ? null : gradient;
}

/** The middle of a node, in a drawing whose columns are this far apart. */
export function centreOf({ column, row }: NetworkNodeView, apart: number): Point {
  return { x: sizes.side + column * apart, y: sizes.edgeAbove + row * sizes.row };
}

/** From rim to rim: where the edge leaves one circle and where it reaches the other. */
export function forwardArrow(from: Point, to: Point): Arrow {
  const { along } = directions(from, to);
  const gap = sizes.radius + 4;
  return { from: move(from, along, gap), to: move(to, along, -gap) };
}

/** The same way back, `offset` beneath it. */
export function backwardArrow(from: Point, to: Point, offset: number): Arrow {
  const { along, down } = directions(from, to);
  const gap = sizes.radius + 6;
  return { from: move(move(to, along, -gap), down, offset), to: move(move(from, along, gap), down, offset) };
}

/** A point on the edge, `share` of the way (0 to 1), `distance` beneath it (negative: above). */
export function besideEdge(from: Point, to: Point, share: number, distance: number): Point {
  const { down } = directions(from, to);
  const on = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  return move(on, down, distance);
}

/**
 * Thickness of a backward arrow: the logarithm of its gradient, so that each factor of ten takes the same off. The largest
 * gradient of the figure is the thickest; a gradient of exactly 0 has no arrow and gives null.
 */
export function thicknessOf(gradient: number, largest: number): number | null {
  if (gradient === 0 || !Number.isFinite(gradient)) return null;
  return Math.max(thinnest, thickest + perDecade * Math.log10(Math.abs(gradient) / largest));
}

export function largestGradient(edges: readonly NetworkEdgeView[]): number {
  return Math.max(
    Number.MIN_VALUE,
    ...edges.map(({ gradient }) => Math.abs(gradient?.value ?? 0)).filter(Number.isFinite),
  );
}

/** An arrow head as a triangle that ends at the arrow's end: `points` of a polygon. */
export function headOf({ from, to }: Arrow, width: number): string {
  const { along, down } = directions(from, to);
  const half = 2.5 + width * 0.75;
  const base = move(to, along, -(5 + width));
  return [to, move(base, down, half), move(base, down, -half)].map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
}

/** Where the shaft ends, so that a thick one does not stick out beyond the tip. */
export function shaftEnd({ from, to }: Arrow, width: number): Point {
  return move(to, directions(from, to).along, -(4 + width));
}

export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function directions(from: Point, to: Point): { readonly along: Point; readonly down: Point } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const across = { x: -along.y, y: along.x };
  return { along, down: across.y >= 0 ? across : { x: -across.x, y: -across.y } };
}

function move(point: Point, direction: Point, length: number): Point {
  return { x: point.x + direction.x * length, y: point.y + direction.y * length };
}
