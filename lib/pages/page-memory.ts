/** Answers kept in memory by their address, the most recently used last. */
export interface PageMemory<Page> {
  read(address: string): Page | null;
  /**
   * Keeps an answer whose making began at `since`, a value that `now` had then. What was begun before a drop may show
   * what was published before it, so it is not kept.
   */
  keep(address: string, page: Page, since: number): void;
  /** Counts the drops. */
  now(): number;
  /** Forgets what a published lesson changes: its own page, and every page that is not a lesson's. */
  dropLesson(slug: string): void;
  dropAll(): void;
  readonly size: number;
}

/** A lesson's own page, written plainly: `/lessons/chain%2Drule` and `/lessons/chain-rule/` may be any lesson's. */
const lessonPage = /\/lessons\/([a-z0-9-]+)$/;

/** Whether a page shows something of a lesson: the lesson's own does, and so does any that is not surely another's. */
function shows(address: string, slug: string): boolean {
  const own = lessonPage.exec(address)?.[1];
  return own === undefined || own === slug;
}

/** At most `limit` answers; the one not asked for longest makes room. */
export function makePageMemory<Page>(limit: number): PageMemory<Page> {
  const pages = new Map<string, Page>();
  let drops = 0;

  function drop(concerns: (address: string) => boolean): void {
    drops += 1;
    for (const address of [...pages.keys()].filter(concerns)) pages.delete(address);
  }

  return {
    read(address) {
      const page = pages.get(address);
      if (page === undefined) return null;
      pages.delete(address);
      pages.set(address, page);
      return page;
    },
    keep(address, page, since) {
      if (since !== drops) return;
      pages.delete(address);
      pages.set(address, page);
      for (const oldest of pages.keys()) {
        if (pages.size <= limit) return;
        pages.delete(oldest);
      }
    },
    now: () => drops,
    dropLesson: (slug) => drop((address) => shows(address, slug)),
    dropAll: () => drop(() => true),
    get size() {
      return pages.size;
    },
  };
}
