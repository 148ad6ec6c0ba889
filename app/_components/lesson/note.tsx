import type { ReactNode } from "react";

interface NoteProps {
  readonly id: string;
  readonly title: string | null;
  readonly children: ReactNode;
}

/** An aside: in the margin where there is one, else set off in the text at the place it belongs to. */
export function Note({ id, title, children }: NoteProps) {
  return (
    <div id={id} className="note" role="note" aria-label={title ?? "Note"}>
      {title === null ? null : <p className="note-title">{title}</p>}
      {children}
    </div>
  );
}
