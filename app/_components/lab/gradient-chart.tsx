import { formatNumber } from "#lib/model/figure.ts";
import { inOrder } from "../in-order.ts";
import { SvgNumber, SvgPower } from "../svg-number.tsx";
import { axisFor, type GradientAxis, heightOf } from "./gradient-axis.ts";

interface GradientChartProps {
  /** ∂L/∂W from the first layer to the last. */
  readonly gradients: readonly number[];
  /** The finding, which is also the text alternative. */
  readonly summary: string;
}

/** Pixels: the drawing is as wide as its place, so lengths across are shares of it and lengths down are pixels. */
const top = 30;
const plot = 220;
const bottom = 34;
/** Room at the left for the powers of ten, as a share of the width. */
const left = 9;
/** The longest label's share of the width, on a phone. */
const labelWidth = 0.24;

/** A bar per layer on a logarithmic axis. A layer whose gradient is exactly 0 has no bar and says so. */
export function GradientChart({ gradients, summary }: GradientChartProps) {
  const sizes = gradients.map(Math.abs);
  const axis = axisFor(sizes);
  const pitch = (100 - left) / sizes.length;
  const centre = (place: number) => `${left + (place + 0.5) * pitch}%`;
  const last = sizes.length - 1;
  return (
    <svg className="gradient-chart" width="100%" height={top + plot + bottom} role="img" aria-label={summary}>
      {axis.ticks.map((power) => (
        <Tick key={power} power={power} axis={axis} />
      ))}
      {inOrder(sizes).map(({ key, place, part }) => (
        <Bar key={key} size={part} place={place} count={sizes.length} axis={axis} />
      ))}
      {[0, last].map((place) => (
        <text
          key={place}
          className="chart-label"
          x={centre(place)}
          y={labelBase(sizes, place, axis)}
          textAnchor={place === 0 ? "start" : "end"}
          dx={place === 0 ? "-0.6em" : "0.6em"}
        >
          <SvgNumber text={formatNumber(sizes[place] ?? 0, 2)} />
        </text>
      ))}
      <text className="chart-axis" x={centre(0)} y={top + plot + 22} textAnchor="start" dx="-0.6em">
        layer 1
      </text>
      <text className="chart-axis" x={centre(last)} y={top + plot + 22} textAnchor="end" dx="0.6em">
        layer {sizes.length}
      </text>
    </svg>
  );
}

/** Above its bar, and above the neighbours that it reaches over: "2.0 × 10⁻⁹" is wider than a bar of a deep chain. */
function labelBase(sizes: readonly number[], place: number, axis: GradientAxis): number {
  const reach = Math.ceil(sizes.length * labelWidth);
  const below = place === 0 ? sizes.slice(0, reach) : sizes.slice(-reach);
  return Math.min(...below.map((size) => barTop(size, axis))) - 9;
}

function Tick({ power, axis }: { readonly power: number; readonly axis: GradientAxis }) {
  const y = top + plot * (1 - (power - axis.lowest) / (axis.highest - axis.lowest));
  return (
    <>
      <line className="chart-line" x1={`${left}%`} x2="100%" y1={y} y2={y} />
      <text className="chart-axis" x={`${left - 1.5}%`} y={y + 4.5} textAnchor="end">
        {power === 0 ? "1" : <SvgPower power={power} />}
      </text>
    </>
  );
}

interface BarProps {
  readonly size: number;
  readonly place: number;
  readonly count: number;
  readonly axis: GradientAxis;
}

function Bar({ size, place, count, axis }: BarProps) {
  const pitch = (100 - left) / count;
  const x = left + (place + 0.14) * pitch;
  const colour = rampColour(place, count);
  if (size === 0)
    return (
      <text className="chart-axis" x={`${left + (place + 0.5) * pitch}%`} y={top + plot - 6} textAnchor="middle">
        0
      </text>
    );
  const y = barTop(size, axis);
  return (
    <rect
      className="chart-bar"
      x={`${x}%`}
      width={`${pitch * 0.72}%`}
      y={y}
      height={top + plot - y}
      style={{ fill: colour }}
    />
  );
}

function barTop(size: number, axis: GradientAxis): number {
  return top + plot * (1 - (heightOf(size, axis) ?? 0));
}

/** Up to six layers have the six colours; a deeper network walks through the same hues without a jump. */
export function rampColour(place: number, count: number): string {
  const hues = 6;
  if (count <= hues) return `var(--layer-${place + 1})`;
  const along = (place / (count - 1)) * (hues - 1);
  const from = Math.min(hues - 2, Math.floor(along));
  const share = Math.round((along - from) * 100);
  return `color-mix(in oklch, var(--layer-${from + 2}) ${share}%, var(--layer-${from + 1}))`;
}
