import type { Metadata } from "next";
import { readDepth } from "../_components/lab/chain-gradients.ts";
import { homeFor } from "../_server/home-for.tsx";
import { currentViewer } from "../_server/viewer.ts";

export const metadata: Metadata = { alternates: { canonical: "/" } };

interface HomeParams {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** The home page for a session, and for whoever asks for the figure at another depth without scripts. */
export default async function SessionHome({ searchParams }: HomeParams) {
  const { depth } = await searchParams;
  return homeFor(await currentViewer(), readDepth(typeof depth === "string" ? depth : undefined));
}
