import { makePageMemory, type PageMemory } from "./page-memory.ts";

/** What Next gives us to keep: a rendered page or the answer of a route, with its status. */
interface Rendered {
  readonly kind: string;
  readonly status?: number;
}

interface Kept {
  readonly value: Rendered;
  /** ms since 1970, as Next compares it. */
  readonly lastModified: number;
}

interface Slot {
  readonly pages: PageMemory<Kept>;
  /** Pages asked for and not there, which Next is rendering: what `pages.now` was when they were first asked for. */
  readonly awaited: Map<string, number>;
}

const limit = 200;

// Next loads this file by itself, apart from the server that drops pages: they meet on globalThis.
const key = Symbol.for("chainrule.pages");
const shared = globalThis as typeof globalThis & { [key]?: Slot };

function slot(): Slot {
  shared[key] ??= { pages: makePageMemory(limit), awaited: new Map() };
  return shared[key];
}

/** The public pages as Next rendered them. */
export function renderedPages(): PageMemory<Kept> {
  return slot().pages;
}

// Next's own data cache asks here too, with kind FETCH; nothing of ours uses it.
const kinds = new Set(["APP_PAGE", "APP_ROUTE"]);

/**
 * Next's store for pages it may reuse (`cacheHandler` of next.config.js): in memory alone, so that a restart begins
 * anew and nothing rendered lies on the disk; only answers with status 200, so that no invented address fills it.
 * An address reads `/route-cache/APP_PAGE/<hash of the route>/$/lessons/chain-rule`.
 */
export default class NextCache {
  async get(address: string, context: { readonly kind: string }): Promise<Kept | null> {
    if (!kinds.has(context.kind)) return null;
    const { pages, awaited } = slot();
    const page = pages.read(address);
    // Whoever asks while a page is rendered waits for that page, so its making began when the first one asked.
    if (page === null && !awaited.has(address)) {
      awaited.set(address, pages.now());
      const [oldest] = awaited.keys();
      if (awaited.size > limit && oldest !== undefined) awaited.delete(oldest);
    }
    return page;
  }

  async set(address: string, value: Rendered | null): Promise<void> {
    const { pages, awaited } = slot();
    const since = awaited.get(address);
    awaited.delete(address);
    if (value === null || since === undefined || !kinds.has(value.kind) || (value.status ?? 200) !== 200) return;
    pages.keep(address, { value, lastModified: performance.timeOrigin + performance.now() }, since);
  }

  async revalidateTag(): Promise<void> {
    slot().pages.dropAll();
  }

  resetRequestCache(): void {}
}
