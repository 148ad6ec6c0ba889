import { Bar, BarChart, LabelList, type LabelProps, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTip } from "./chart-tip.tsx";

export interface BarsProps {
  /** Said to whoever hears the chart. */
  readonly summary: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** Letters of a name that fit above a bar on a phone. */
const longestName = 40;
/** Pixels between a bar and the name above it. */
const lift = 6;

/** Lying bars, each under its name and with its number at its end. */
export default function Bars({ summary, bars }: BarsProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        layout="vertical"
        data={[...bars]}
        margin={{ top: 8, right: 48, bottom: 0, left: 1 }}
        title={summary}
        barSize={10}
      >
        <XAxis type="number" hide domain={[0, "dataMax"]} />
        <YAxis type="category" dataKey="name" hide />
        <Tooltip
          content={<ChartTip />}
          cursor={{ fill: "var(--hairline)", stroke: "none" }}
          isAnimationActive={false}
        />
        <Bar dataKey="value" className="progress-bar" isAnimationActive={false}>
          <LabelList dataKey="value" position="right" fill="var(--ink)" />
          <LabelList dataKey="name" content={NameAbove} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

function NameAbove({ x = 0, y = 0, value }: LabelProps) {
  const name = String(value);
  return (
    <text className="progress-name" x={Number(x)} y={Number(y) - lift}>
      {name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}
    </text>
  );
}
