import { z } from "zod";
import { type EmailProblem, parseEmail } from "./email.ts";
import { checkPassword, leastCharacters, mostBytes, type PasswordProblem } from "./password.ts";

const emailSentences = {
  "not-an-address": "This is not a full e-mail address, such as ada@example.org.",
  "lookalike-characters": "This address holds characters that look like others. Type it on a plain keyboard.",
  "quoted-address": "Addresses in quotation marks cannot be used here.",
} satisfies Record<EmailProblem, string>;

const passwordSentences = {
  "too-short": `A password needs at least ${leastCharacters} characters. Any characters will do.`,
  "too-long": `A password can take up ${mostBytes} bytes at most.`,
} satisfies Record<PasswordProblem, string>;

const text = (sentence: string) => z.string({ error: sentence });

/** Gives the one spelling that is stored. */
export const emailSchema = text("Type your e-mail address.").transform((typed, context) => {
  const parsed = parseEmail(typed);
  if (parsed.ok) return parsed.email;
  context.addIssue({ code: "custom", message: emailSentences[parsed.problem] });
  return z.NEVER;
});

/** A password that someone chooses. */
export const newPasswordSchema = text("Type a password.").superRefine((password, context) => {
  const problem = checkPassword(password);
  if (problem !== null) context.addIssue({ code: "custom", message: passwordSentences[problem] });
});

const mostNameCharacters = 100;

/** Optional: empty or left out is null. */
export const nameSchema = text("Type a name, or leave it empty.")
  .trim()
  .refine((name) => [...name].length <= mostNameCharacters && !/\p{C}/u.test(name), {
    error: `A name has up to ${mostNameCharacters} visible characters.`,
  })
  .transform((name) => (name === "" ? null : name.normalize("NFC")))
  .nullable()
  .default(null);

export const newUserSchema = z.object({ email: emailSchema, password: newPasswordSchema, name: nameSchema });
export type NewUserInput = z.output<typeof newUserSchema>;

/** The form that makes an account, and the one behind the first admin's link. */
export const signUpSchema = newUserSchema;

/** Only bounded: a password chosen under other rules must still be let in. */
const ownPasswordSchema = text("Type your password.")
  .min(1, { error: "Type your password." })
  .refine((password) => Buffer.byteLength(password, "utf8") <= mostBytes, {
    error: passwordSentences["too-long"],
  });

export const signInSchema = z.object({ email: emailSchema, password: ownPasswordSchema });
export type SignInInput = z.output<typeof signInSchema>;

export const changeNameSchema = z.object({ name: nameSchema });
export type ChangeNameInput = z.output<typeof changeNameSchema>;

/** Typed to show that one means it. A phone begins a field with a capital. */
export const eraseWord = "erase";
const eraseSentence = `Type the word “${eraseWord}”, to show that you mean it.`;
const eraseWordSchema = text(eraseSentence).refine((typed) => typed.trim().toLowerCase() === eraseWord, {
  error: eraseSentence,
});

export const eraseGuestSchema = z.object({ word: eraseWordSchema });
export const eraseAccountSchema = eraseGuestSchema.extend({ password: ownPasswordSchema });
export type EraseAccountInput = z.output<typeof eraseAccountSchema>;
