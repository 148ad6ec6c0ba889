/** Stands where there is no entry. */
export const noSlot = -1;

/** An entry: three numbers that a slot is found by, and the slot. */
const width = 4;
const firstEntries = 32;

/**
 * From three whole numbers to a slot: hashed, with linear probing (Knuth, volume 3, section 6.4, algorithm L). Answers are laid
 * out by the hundred, and a Map costs each of them more than the steps that it keeps apart.
 */
export class StepTable {
  #cells: number[] = new Array(width * firstEntries).fill(noSlot);
  #count = 0;

  find(a: number, b: number, c: number): number {
    return this.#cells[this.#place(a, b, c) + 3] as number;
  }

  set(a: number, b: number, c: number, slot: number): void {
    if (4 * this.#count * width >= 3 * this.#cells.length) this.#grow();
    this.#put(a, b, c, slot);
    this.#count++;
  }

  #put(a: number, b: number, c: number, slot: number): void {
    const place = this.#place(a, b, c);
    this.#cells[place] = a;
    this.#cells[place + 1] = b;
    this.#cells[place + 2] = c;
    this.#cells[place + 3] = slot;
  }

  /** Where the entry stands, or would stand. A quarter of the places is empty, so the search ends. */
  #place(a: number, b: number, c: number): number {
    const cells = this.#cells;
    const last = cells.length - width;
    let place = (hash(a, b, c) * width) & last;
    while (cells[place + 3] !== noSlot && (cells[place] !== a || cells[place + 1] !== b || cells[place + 2] !== c)) {
      place = (place + width) & last;
    }
    return place;
  }

  #grow(): void {
    const before = this.#cells;
    this.#cells = new Array(2 * before.length).fill(noSlot);
    for (let place = 0; place < before.length; place += width) {
      const slot = before[place + 3] as number;
      if (slot === noSlot) continue;
      this.#put(before[place] as number, before[place + 1] as number, before[place + 2] as number, slot);
    }
  }
}

/** 2³² divided by the golden ratio spreads neighbours apart (Knuth, the same section). */
const spread = 0x9e3779b1;

function hash(a: number, b: number, c: number): number {
  const mixed = Math.imul(Math.imul(Math.imul(a, spread) ^ b, spread) ^ c, spread);
  return mixed ^ (mixed >>> 15);
}
