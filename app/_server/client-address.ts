import "server-only";
import { headers } from "next/headers";

/**
 * The address of who asks, as bin/serve/listener.ts made it out: it overwrites whatever the request claimed in this header.
 * Empty where the client had gone already.
 */
export async function clientAddress(): Promise<string> {
  const address = (await headers()).get("x-forwarded-for");
  if (address === null) throw new Error("the server in front did not name the client");
  return address;
}
