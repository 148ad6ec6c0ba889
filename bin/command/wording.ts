import { listWords } from "./outcome.ts";

/** How a command is typed in full. */
export const typedAs = (command: string) => `npm run -s chainrule -- ${command}`;

export function noSuchUser(email: string): string {
  const create = typedAs(`user create --email ${email} --password - --role learner`);
  return `Nobody has an account with ${email}. Check the address, or make the account: ${create}`;
}

export function noSuchLevel(level: string, known: readonly string[]): string {
  const next =
    known.length === 0
      ? `There is none yet; courses bring them: ${typedAs("content import DIR")}`
      : `Use ${listWords(known, "or")}.`;
  return `There is no level "${level}". ${next}`;
}

export function noSuchCertificate(code: string): string {
  return `There is no certificate ${code}. Check the code: it stands at the end of the certificate's address. The certificate of an erased account is gone.`;
}
