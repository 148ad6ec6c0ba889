import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis } from "recharts";
import { ChartTip } from "./chart-tip.tsx";

export interface WeeksProps {
  /** Said to whoever hears the chart. */
  readonly summary: string;
  /** Oldest first; `name` is the day on which a week begins. */
  readonly weeks: readonly { readonly name: string; readonly value: number }[];
}

/** A standing bar for each week, with its number on top where there is something to count. */
export default function Weeks({ summary, weeks }: WeeksProps) {
  const ends = weeks.flatMap(({ name }, place) => (place === 0 || place === weeks.length - 1 ? [name] : []));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...weeks]}
        margin={{ top: 24, right: 0, bottom: 0, left: 0 }}
        title={summary}
        barCategoryGap="24%"
      >
        <XAxis
          dataKey="name"
          ticks={ends}
          interval={0}
          tickLine={false}
          axisLine={{ stroke: "var(--hairline)" }}
          tick={WeekName}
        />
        <Tooltip
          content={<ChartTip />}
          cursor={{ fill: "var(--hairline)", stroke: "none" }}
          isAnimationActive={false}
        />
        <Bar dataKey="value" className="progress-bar" isAnimationActive={false}>
          <LabelList dataKey="value" position="top" fill="var(--ink)" formatter={shownCount} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

function shownCount(count: unknown): string {
  return count === 0 ? "" : String(count);
}

interface TickPlace {
  readonly x?: number | string;
  readonly y?: number | string;
  readonly index?: number;
  readonly payload?: { readonly value: string };
}

/** The first week's name begins under its bar and the last one's ends there: neither leaves the drawing. */
function WeekName({ x = 0, y = 0, index = 0, payload }: TickPlace) {
  return (
    <text
      className="chart-axis"
      x={Number(x)}
      y={Number(y) + 14}
      dx={index === 0 ? "-0.6em" : "0.6em"}
      textAnchor={index === 0 ? "start" : "end"}
    >
      {payload?.value}
    </text>
  );
}
