import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { visitor } from "#lib/accounts/viewer.ts";
import { chain } from "../../_components/lab/chain-gradients.ts";
import { homeFor } from "../../_server/home-for.tsx";

export const metadata: Metadata = { alternates: { canonical: "/" } };

/** None at build, when there is no database. A page without a parameter would be rendered then: that is why this one has one. */
export function generateStaticParams(): [] {
  return [];
}

/** The home page for whoever has no session, which `/` is rewritten to: rendered at the first visit and kept. */
export default async function PublicHome({ params }: { readonly params: Promise<{ readonly edition: string }> }) {
  if ((await params).edition !== "public") notFound();
  return homeFor(visitor, chain.usual);
}
