/** A block is at most this long, in numbers: what is held of it keeps the whole of it, 32 kB, alive. */
const longestBlock = 4096;

/**
 * Rows of zeros for runs, cut from longer arrays. V8 puts a typed array of more than 64 bytes outside its heap, and to ask for
 * one there takes longer than to work out a model of a dozen lines. Each block is twice as long as the one before, so that a
 * model evaluated once takes no more than it needs.
 */
export class Arena {
  #block = new Float64Array(0);
  #used = 0;

  take(count: number): Float64Array {
    if (count > longestBlock / 2) return new Float64Array(count);
    if (this.#used + count > this.#block.length) {
      this.#block = new Float64Array(Math.max(count, Math.min(longestBlock, 2 * this.#block.length)));
      this.#used = 0;
    }
    const from = this.#used;
    this.#used += count;
    return this.#block.subarray(from, this.#used);
  }
}
