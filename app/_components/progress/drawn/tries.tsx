import { Line, LineChart, ReferenceArea, ResponsiveContainer, XAxis, YAxis } from "recharts";

export interface TriesProps {
  /** Whether each first try was right, oldest first. */
  readonly tries: readonly boolean[];
  /** How many of the last ones make a skill mastered. */
  readonly counted: number;
}

/** Tries of one skill that find room beside each other. */
const mostShown = 12;

/**
 * A skill's first tries from left to right: right ones above and filled, others below and open. Those that decide about mastery
 * stand on a tinted ground. Numbers and words beside it say the same.
 */
export default function Tries({ tries, counted }: TriesProps) {
  const shown = tries.slice(-mostShown).map((isRight, place) => ({ place: place + 1, height: isRight ? 1 : 0 }));
  const first = Math.max(1, shown.length - counted + 1);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={shown} margin={{ top: 4, right: 4, bottom: 4, left: 4 }} accessibilityLayer={false}>
        <XAxis type="number" dataKey="place" domain={[0.5, mostShown + 0.5]} hide />
        <YAxis type="number" domain={[-0.5, 1.5]} hide />
        <ReferenceArea x1={first - 0.5} x2={shown.length + 0.5} className="tries-ground" />
        <Line dataKey="height" className="tries-line" dot={TryMark} activeDot={false} isAnimationActive={false} />
      </LineChart>
    </ResponsiveContainer>
  );
}

interface MarkPlace {
  readonly cx?: number;
  readonly cy?: number;
  readonly value?: unknown;
  readonly index?: number;
}

function TryMark({ cx = 0, cy = 0, value, index = 0 }: MarkPlace) {
  const isRight = value === 1;
  return <circle key={index} cx={cx} cy={cy} r={isRight ? 4.5 : 4} className={isRight ? "try-right" : "try-other"} />;
}
