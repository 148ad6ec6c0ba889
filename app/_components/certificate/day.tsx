const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** A moment (ISO 8601) as a day, by UTC. */
export function Day({ at }: { readonly at: string }) {
  return <time dateTime={at}>{day.format(new Date(at))}</time>;
}
