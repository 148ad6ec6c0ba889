import type { AccountField } from "./account-form.tsx";

/** What a new account is made from. */
export const newAccountFields: readonly AccountField[] = [
  { name: "email", label: "E-mail address", type: "email", autoComplete: "username" },
  {
    name: "password",
    label: "Password",
    type: "password",
    autoComplete: "new-password",
    hint: "A few words that only you would put together are enough.",
  },
  {
    name: "name",
    label: "Name",
    type: "text",
    autoComplete: "name",
    hint: "How this site addresses you. It can stay empty.",
    isRequired: false,
  },
];
