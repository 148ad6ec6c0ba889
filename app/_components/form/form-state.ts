import type { RefusalCode } from "../refusal-message.tsx";

/** What was typed, by the name of its field, so that nobody types it again. */
export type Typed = Readonly<Record<string, string>>;

/** What a form knows of its last post. It travels to the browser and back, so it is plain. */
export type FormState<Value> =
  | { readonly status: "untouched" }
  | { readonly status: "done"; readonly value: Value; readonly typed?: Typed }
  /** The command said no, for a reason with a name. */
  | { readonly status: "refused"; readonly code: RefusalCode; readonly typed: Typed }
  /** A field cannot be taken as it is: a sentence for each. */
  | { readonly status: "invalid"; readonly problems: Typed; readonly typed: Typed }
  /** We could not do it now; nothing was stored. */
  | { readonly status: "failed"; readonly typed: Typed }
  /** It never reached the site; the form stands as it was. */
  | { readonly status: "unsent" };

export const untouched: FormState<never> = { status: "untouched" };

export type FormAction<Value> = (state: FormState<Value>, form: FormData) => Promise<FormState<Value>>;

export function typedIn(state: FormState<unknown>): Typed {
  return "typed" in state ? (state.typed ?? {}) : {};
}
