import type { ReactNode } from "react";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { type Chart, ChartInView } from "./chart-in-view.tsx";

interface ChartFigureProps {
  /** The finding, in one sentence. */
  readonly finding: string;
  /** What is counted. */
  readonly subject: string;
  readonly chart: Chart;
  /** Head and rows of the same as a table. */
  readonly table: ReactNode;
}

/** A chart under the sentence that it shows, with its numbers as a table. */
export function ChartFigure({ finding, subject, chart, table }: ChartFigureProps) {
  return (
    <figure className="chart-figure">
      <figcaption>
        <p className="chart-finding">{finding}</p>
        <p className="chart-subject">{subject}</p>
      </figcaption>
      <ChartInView chart={chart} />
      <details className="chart-table">
        <summary>The same as a table</summary>
        <ScrollRegion label={subject}>
          <table className="data-table">{table}</table>
        </ScrollRegion>
      </details>
    </figure>
  );
}
