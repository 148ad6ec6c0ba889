import type { NetworkEdgeView, NetworkNodeView, NetworkView } from "#lib/content/lesson.ts";
import { shownNumber } from "../shown-number.ts";
import { SvgNumber } from "../svg-number.tsx";
import { layerClass } from "./inlines.tsx";
import { InlineMath } from "./math.tsx";
import {
  type Arrow,
  backwardArrow,
  besideEdge,
  centreOf,
  columnOf,
  forwardArrow,
  gradientBeneath,
  headOf,
  largestGradient,
  type Point,
  round,
  shaftEnd,
  sizeOf,
  sizes,
  thicknessOf,
} from "./network-geometry.ts";
import { ScrollRegion } from "./scroll-region.tsx";
import { SvgName } from "./svg-name.tsx";

/** The network as a figure with its caption, and its numbers as a table for whoever does not see it. */
export function Network({ id, view }: { readonly id: string; readonly view: NetworkView }) {
  return (
    <figure id={id} className="network">
      <NetworkDiagram view={view} />
      <figcaption>
        <strong>{asSentence(view.title)}</strong> {shownNumber(view.summary)}
        {view.showsBackward
          ? " The arrows below point back: each factor of ten in the gradient makes one thinner by the same amount."
          : null}
      </figcaption>
      <details>
        <summary>The same as a table</summary>
        <ScrollRegion label={`${view.title}, as a table`}>
          <NetworkTable view={view} />
        </ScrollRegion>
      </details>
    </figure>
  );
}

/** Circles on a grid, forward edges in ink with their weights, backward arrows beneath them in the layer's colour. */
export function NetworkDiagram({ view }: { readonly view: NetworkView }) {
  const { width, height } = sizeOf(view);
  const largest = largestGradient(view.edges);
  const apart = columnOf(view);
  return (
    <ScrollRegion label={`Diagram: ${view.title}`} className="network-diagram">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        style={{ minWidth: `${Math.round(width * 0.82)}px` }}
        role="img"
        aria-label={shownNumber(view.summary)}
      >
        {view.edges.map((edge) => (
          <Edge key={keyOf(edge)} edge={edge} {...endsOf(edge, view, apart)} largest={largest} />
        ))}
        {view.nodes.map((node) => (
          <Circle key={node.name} node={node} centre={centreOf(node, apart)} />
        ))}
        {/* Over all lines, which stop short of them. */}
        {view.edges.map((edge) => (
          <EdgeTexts key={keyOf(edge)} edge={edge} {...endsOf(edge, view, apart)} />
        ))}
      </svg>
    </ScrollRegion>
  );
}

interface EdgeEnds {
  readonly from: Point;
  readonly to: Point;
  readonly gradient: NetworkEdgeView["gradient"];
}

function keyOf({ from, to, weight }: NetworkEdgeView): string {
  return `${from}-${to}-${weight?.name ?? ""}`;
}

function endsOf(edge: NetworkEdgeView, view: NetworkView, apart: number): EdgeEnds {
  const [source, goal] = [edge.from, edge.to].map((end) => view.nodes.find(({ name }) => name === end));
  if (source === undefined || goal === undefined) throw new Error(`no node for the edge ${edge.from} to ${edge.to}`);
  return { from: centreOf(source, apart), to: centreOf(goal, apart), gradient: gradientBeneath(edge, view) };
}

/** How far the backward arrow runs beneath its edge. */
const offset = 27;

interface EdgeProps extends EdgeEnds {
  readonly edge: NetworkEdgeView;
  readonly largest: number;
}

function Edge({ edge, from, to, gradient, largest }: EdgeProps) {
  const forward = forwardArrow(from, to);
  return (
    <g className={layerClass(edge.layer)} {...marksOf(edge)}>
      <path className="network-forward" d={line(forward.from, shaftEnd(forward, 1))} />
      <polygon className="network-forward-head" points={headOf(forward, 1)} />
      {gradient === null ? null : (
        <Backward arrow={backwardArrow(from, to, offset)} thickness={thicknessOf(gradient.value, largest)} />
      )}
    </g>
  );
}

/** By these an exercise finds what lies on a path. */
function marksOf({ from, to, weight }: NetworkEdgeView) {
  return { "data-from": from, "data-to": to, "data-weight": weight?.name };
}

function Backward({ arrow, thickness }: { readonly arrow: Arrow; readonly thickness: number | null }) {
  if (thickness === null) return <path className="network-no-gradient" d={line(arrow.from, arrow.to)} />;
  return (
    <>
      <path
        className="network-backward"
        d={line(arrow.from, shaftEnd(arrow, thickness))}
        strokeWidth={round(thickness)}
      />
      <polygon className="network-backward-head" points={headOf(arrow, thickness)} />
    </>
  );
}

/** The weight above an edge, and beneath it the gradient. */
function EdgeTexts({ edge, from, to, gradient }: EdgeEnds & { readonly edge: NetworkEdgeView }) {
  const isLevel = from.y === to.y;
  const above = besideEdge(from, to, isLevel ? 0.5 : 0.4, isLevel ? -11 : -13);
  const beneath = besideEdge(from, to, 0.5, offset + 22);
  return (
    <g className={layerClass(edge.layer)} {...marksOf(edge)}>
      {edge.weight === null ? null : (
        <text x={round(above.x)} y={round(above.y)} className="network-weight">
          <SvgName name={edge.weight.name} after={` = ${shownNumber(edge.weight.value)}`} />
        </text>
      )}
      {gradient === null ? null : (
        <text x={round(beneath.x)} y={round(beneath.y)} className="network-gradient">
          <SvgNumber text={shownNumber(gradient.text)} />
        </text>
      )}
    </g>
  );
}

/** Shape says the kind too: a circle is a neuron, a square an input or target, a double rim the loss. */
function Circle({ node, centre: { x, y } }: { readonly node: NetworkNodeView; readonly centre: Point }) {
  const isSquare = node.kind === "input" || node.kind === "target";
  const side = sizes.radius - 2;
  return (
    <g className={layerClass(node.layer)} data-quantity={node.name}>
      {isSquare ? (
        <rect
          className={`network-node network-${node.kind}`}
          x={x - side}
          y={y - side}
          width={2 * side}
          height={2 * side}
        />
      ) : (
        <circle className="network-node" cx={x} cy={y} r={sizes.radius} />
      )}
      {node.kind === "loss" ? <circle className="network-rim" cx={x} cy={y} r={sizes.radius - 3.5} /> : null}
      <text x={x} y={y + 5.5} className="network-name">
        <SvgName name={node.name} />
      </text>
      {node.value === "" ? null : (
        <text x={x} y={y - sizes.radius - 7} className="network-value">
          <SvgNumber text={shownNumber(node.value)} />
        </text>
      )}
    </g>
  );
}

export function NetworkTable({ view }: { readonly view: NetworkView }) {
  const weights = view.edges.filter((edge) => edge.weight !== null);
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Quantity</th>
          <th scope="col">Value</th>
          {view.showsBackward ? <th scope="col">Gradient of the loss by it</th> : null}
        </tr>
      </thead>
      <tbody>
        {view.nodes.map(({ name, label, value, gradient }) => (
          <tr key={name}>
            <th scope="row">
              <InlineMath formula={label} />
            </th>
            <td>{value === "" ? "not given" : shownNumber(value)}</td>
            {view.showsBackward ? <td>{gradient === null ? "–" : shownNumber(gradient.text)}</td> : null}
          </tr>
        ))}
        {weights.map(({ from, to, weight, gradient }) => (
          <tr key={`${from}-${to}-${weight?.name}`}>
            <th scope="row">{weight === null ? null : <InlineMath formula={weight.label} />}</th>
            <td>{shownNumber(weight?.value ?? "")}</td>
            {view.showsBackward ? <td>{gradient === null ? "–" : shownNumber(gradient.text)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** With its full stop, where the author left it out. */
function asSentence(title: string): string {
  return /[.?!:…]$/.test(title) ? title : `${title}.`;
}

function line(from: Point, to: Point): string {
  return `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
}
