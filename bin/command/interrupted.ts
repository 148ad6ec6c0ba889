/** Somebody pressed Ctrl-C, or the machine goes down. */
export class Interrupted extends Error {}
