import { type FormEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { PractisedExercise } from "./exercise-form.tsx";

type Texts = Readonly<Record<string, string>>;
type SavedDraft = NonNullable<PractisedExercise["draft"]>;

export interface Draft {
  /** Something that was typed before and not sent; null once it was put back or left. */
  readonly offered: SavedDraft | null;
  /** The texts that were put back, by blank id. */
  readonly restored: Texts | null;
  /** Something was typed: it is kept within five seconds. */
  note(event: FormEvent<HTMLFormElement>): void;
  restore(): void;
  /** What was typed is sent, or not wanted: nothing of it is kept. */
  forget(): void;
}

/** How long typing may go on before it is kept, in ms. */
const savingPause = 5_000;

/**
 * Keeps what is typed and not sent: on the server every five seconds and on leaving, for whoever has a session; in this browser
 * at once, for the time without a network and for whoever has none.
 */
export function useDraft(exercise: PractisedExercise, form: RefObject<HTMLFormElement | null>): Draft {
  const { slug, revision, variant } = exercise;
  const key = exercise.draftKey;
  const [offered, setOffered] = useState<SavedDraft | null>(null);
  const [restored, setRestored] = useState<Texts | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isUnsaved = useRef(false);
  const kept = exercise.draft;
  const sentAt = exercise.work?.submittedAt ?? "";

  useEffect(() => {
    const local = readLocal(key);
    const latest = [kept, local]
      .filter((draft) => draft !== null)
      .filter(({ savedAt, texts }) => savedAt > sentAt && isTyped(texts))
      .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0];
    const there = form.current === null ? {} : textsIn(form.current);
    if (latest !== undefined && !isSame(latest.texts, there)) setOffered(latest);
  }, [key, kept, sentAt, form]);

  const save = useCallback(
    async (filled: HTMLFormElement): Promise<void> => {
      isUnsaved.current = false;
      const body = JSON.stringify({ exercise: slug, revision, variant, texts: textsIn(filled) });
      const headers = { "Content-Type": "application/json" };
      // Kept in this browser already; where the server cannot be reached, that is enough.
      await fetch("/exercises/draft", { method: "POST", keepalive: true, headers, body }).catch(() => undefined);
    },
    [slug, revision, variant],
  );

  useEffect(() => {
    const leave = () => {
      if (isUnsaved.current && form.current !== null) void save(form.current);
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      clearTimeout(timer.current);
    };
  }, [form, save]);

  return {
    offered,
    restored,
    note(event) {
      const filled = event.currentTarget;
      writeLocal(key, { texts: textsIn(filled), savedAt: momentOf(event.nativeEvent) });
      if (isUnsaved.current) return;
      isUnsaved.current = true;
      timer.current = setTimeout(() => {
        if (isUnsaved.current) void save(filled);
      }, savingPause);
    },
    restore() {
      setRestored(offered?.texts ?? null);
      setOffered(null);
    },
    forget() {
      clearTimeout(timer.current);
      isUnsaved.current = false;
      clearLocal(key);
      // The server forgets by itself what was sent; what is not wanted is taken back.
      if (offered !== null && form.current !== null) void save(form.current);
      setOffered(null);
    },
  };
}

function textsIn(form: HTMLFormElement): Texts {
  const texts: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith("texts.") || typeof value !== "string") continue;
    const blank = name.slice("texts.".length);
    texts[blank] = [texts[blank], value].filter(Boolean).join(" ");
  }
  return texts;
}

function isTyped(texts: Texts): boolean {
  return Object.values(texts).some((text) => text.trim() !== "");
}

function isSame(one: Texts, other: Texts): boolean {
  return Object.keys({ ...one, ...other }).every((blank) => (one[blank] ?? "") === (other[blank] ?? ""));
}

/** When an event happened, by this browser's clock; ISO 8601, UTC. */
function momentOf({ timeStamp }: Event): string {
  return new Date(performance.timeOrigin + timeStamp).toISOString();
}

// A browser may forbid storage; then there is no local draft, and nothing else changes.

function readLocal(key: string): SavedDraft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function writeLocal(key: string, draft: SavedDraft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {}
}

function clearLocal(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {}
}
