"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Shows a page anew when its reader comes back to it: meanwhile they may have worked in another tab, or on another device. */
export function RefreshOnReturn() {
  const router = useRouter();

  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const restored = (event: PageTransitionEvent) => {
      if (event.persisted) router.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    addEventListener("pageshow", restored);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      removeEventListener("pageshow", restored);
    };
  }, [router]);

  return null;
}
