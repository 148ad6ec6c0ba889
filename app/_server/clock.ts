import "server-only";

/** The moment a request is answered at. The only clock: rooms are handed the time. */
export function now(): Date {
  return new Date();
}
