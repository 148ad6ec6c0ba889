import type { NetworkEdgeView, NetworkNodeView, NetworkView } from "#lib/content/lesson.ts";
import { shownNumber } from "../shown-number.ts";
import { layerClass } from "./inlines.tsx";
import { InlineMath } from "./math.tsx";
import {
  backwardArrow,
  besideEdge,
  centreOf,
  forwardArrow,
  headOf,
  largestGradient,
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
        <strong>{view.title}</strong> {shownNumber(view.summary)}
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
  const nodes = new Map(view.nodes.map((node) => [node.name, node]));
  const largest = largestGradient(view.edges);
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
          <Edge
            key={`${edge.from}-${edge.to}-${edge.weight?.name ?? ""}`}
            edge={edge}
            nodes={nodes}
            largest={largest}
          />
        ))}
        {view.nodes.map((node) => (
          <Circle key={node.name} node={node} />
        ))}
      </svg>
    </ScrollRegion>
  );
}

interface EdgeProps {
  readonly edge: NetworkEdgeView;
  readonly nodes: ReadonlyMap<string, NetworkNodeView>;
  readonly largest: number;
}

function Edge({ edge, nodes, largest }: EdgeProps) {
  const [source, goal] = [nodes.get(edge.from), nodes.get(edge.to)];
  if (source === undefined || goal === undefined) throw new Error(`no node for the edge ${edge.from} to ${edge.to}`);
  const [from, to] = [centreOf(source), centreOf(goal)];
  const isLevel = from.y === to.y;
  const forward = forwardArrow(from, to);
  const shaft = shaftEnd(forward, 1);
  const label = besideEdge(from, to, isLevel ? 0.5 : 0.4, isLevel ? -11 : -13);
  return (
    <g className={layerClass(edge.layer)}>
      <path className="network-forward" d={line(forward.from, shaft)} />
      <polygon className="network-forward-head" points={headOf(forward, 1)} />
      {edge.weight === null ? null : (
        <text x={round(label.x)} y={round(label.y)} className="network-weight">
          <SvgName name={edge.weight.name} after={` = ${shownNumber(edge.weight.value)}`} />
        </text>
      )}
      {edge.gradient === null ? null : (
        <Backward edge={edge} gradient={edge.gradient} from={from} to={to} largest={largest} />
      )}
    </g>
  );
}

interface BackwardProps {
  readonly edge: NetworkEdgeView;
  readonly gradient: NonNullable<NetworkEdgeView["gradient"]>;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly largest: number;
}

function Backward({ gradient, from, to, largest }: BackwardProps) {
  const thickness = thicknessOf(gradient.value, largest);
  const offset = 27;
  const arrow = backwardArrow(from, to, offset);
  const text = besideEdge(from, to, 0.5, offset + 22);
  const shaft = shaftEnd(arrow, thickness ?? 1);
  return (
    <>
      {thickness === null ? (
        <path className="network-no-gradient" d={line(arrow.from, arrow.to)} />
      ) : (
        <>
          <path className="network-backward" d={line(arrow.from, shaft)} strokeWidth={round(thickness)} />
          <polygon className="network-backward-head" points={headOf(arrow, thickness)} />
        </>
      )}
      <text x={round(text.x)} y={round(text.y)} className="network-gradient">
        {shownNumber(gradient.text)}
      </text>
    </>
  );
}

/** Shape says the kind too: a circle is a neuron, a square an input or target, a double rim the loss. */
function Circle({ node }: { readonly node: NetworkNodeView }) {
  const { x, y } = centreOf(node);
  const isSquare = node.kind === "input" || node.kind === "target";
  const side = sizes.radius - 2;
  return (
    <g className={layerClass(node.layer)}>
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
          {shownNumber(node.value)}
        </text>
      )}
    </g>
  );
}

function NetworkTable({ view }: { readonly view: NetworkView }) {
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

function line(from: { x: number; y: number }, to: { x: number; y: number }): string {
  return `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
}
