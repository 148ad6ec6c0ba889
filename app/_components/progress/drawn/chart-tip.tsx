interface ChartTipProps {
  readonly label?: unknown;
  readonly payload?: readonly { readonly value?: unknown }[];
}

/** What the bar under the pointer, or the one that the arrow keys have reached, stands for. */
export function ChartTip({ label, payload = [] }: ChartTipProps) {
  const [bar] = payload;
  if (bar === undefined) return null;
  return (
    <p className="chart-tip">
      {String(label)}: {String(bar.value)}
    </p>
  );
}
