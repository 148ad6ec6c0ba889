"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { BarsProps } from "./drawn/bars.tsx";
import type { TriesProps } from "./drawn/tries.tsx";
import type { WeeksProps } from "./drawn/weeks.tsx";

/** What is drawn. Every number of it stands beside the drawing too, as text or in a table. */
export type Chart =
  | ({ readonly kind: "bars" } & BarsProps)
  | ({ readonly kind: "weeks" } & WeeksProps)
  | ({ readonly kind: "tries" } & TriesProps);

/** Pixels that a chart takes: held free before it is drawn, so that nothing moves when it is. */
function heightOf(chart: Chart): number {
  if (chart.kind === "tries") return 64;
  return chart.kind === "weeks" ? 200 : chart.bars.length * 44 + 8;
}

const Bars = lazy(() => import("./drawn/bars.tsx"));
const Weeks = lazy(() => import("./drawn/weeks.tsx"));
const Tries = lazy(() => import("./drawn/tries.tsx"));

/** Draws a chart once its place comes into view: the code for it is fetched then, and not before. */
export function ChartInView({ chart }: { readonly chart: Chart }) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        setIsSeen(true);
        observer.disconnect();
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={place} className="chart-place needs-scripts" style={{ height: heightOf(chart) }}>
      {isSeen ? (
        <Suspense fallback={null}>
          <Drawing chart={chart} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Drawing({ chart }: { readonly chart: Chart }) {
  switch (chart.kind) {
    case "bars":
      return <Bars {...chart} />;
    case "weeks":
      return <Weeks {...chart} />;
    case "tries":
      return <Tries {...chart} />;
  }
}
