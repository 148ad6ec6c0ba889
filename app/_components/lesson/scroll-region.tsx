"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface ScrollRegionProps {
  /** What scrolls here, for someone who meets it by keyboard or by ear. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * Holds what may be wider than a phone, and scrolls it by itself. It leaves the server as a focusable, named group, so that
 * it can be scrolled by keyboard without scripts; with scripts it is one only while there is something to scroll, since a
 * stop for the tab key at each formula would be in the way.
 */
export function ScrollRegion({ label, className = "", children }: ScrollRegionProps) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(true);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // A group, not a region: of landmarks there would be one for each formula, all with one name.
  const region = overflows ? { role: "group", tabIndex: 0, "aria-label": label } : {};
  return (
    <div ref={box} className={`scrolls ${className}`} {...region}>
      {children}
    </div>
  );
}
