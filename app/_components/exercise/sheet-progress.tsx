interface SheetProgressProps {
  readonly blanks: readonly string[];
  readonly solved: readonly string[];
}

/** How much of an exercise is solved: a tick for each blank, and the same in words. */
export function SheetProgress({ blanks, solved }: SheetProgressProps) {
  const count = blanks.filter((id) => solved.includes(id)).length;
  return (
    <p className="sheet-progress">
      <span aria-hidden="true" className="sheet-ticks">
        {blanks.map((id) => (
          <span key={id} data-solved={solved.includes(id) ? "" : undefined} />
        ))}
      </span>
      {count} of {blanks.length} solved
    </p>
  );
}
