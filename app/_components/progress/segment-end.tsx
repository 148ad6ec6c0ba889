"use client";

import { useEffect, useRef } from "react";

/** A part of a lesson, by its lesson's slug and its number in it. */
export interface PartPlace {
  readonly lesson: string;
  readonly ordinal: number;
}

export type MarkRead = (place: PartPlace) => Promise<void>;

/** How long the end has to stay in view, in ms: whoever scrolls past it has not read up to it. */
const lookedAt = 1_000;

/**
 * The end of a part that was not read yet. Once it has been in view for a moment the server is told, one time. Without a connection
 * nothing is told, and the part is read at another visit.
 */
export function SegmentEnd({ lesson, ordinal, markRead }: PartPlace & { readonly markRead: MarkRead }) {
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = end.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (entry?.isIntersecting !== true) return;
      timer = setTimeout(() => {
        observer.disconnect();
        void markRead({ lesson, ordinal }).catch(() => undefined);
      }, lookedAt);
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [lesson, ordinal, markRead]);

  return <div ref={end} className="segment-end" aria-hidden="true" />;
}
