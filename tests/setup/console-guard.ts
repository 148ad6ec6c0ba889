import { afterEach, beforeEach, expect, vi } from "vitest";

// A test that prints an error has met one: React's warnings and unhandled mistakes go there. A test that expects one
// replaces console.error itself.
beforeEach(() => {
  vi.spyOn(console, "error");
  vi.spyOn(console, "warn");
});

afterEach(() => {
  for (const print of [console.error, console.warn]) {
    const calls = vi.isMockFunction(print) ? print.mock.calls : [];
    expect(calls, "the test printed an error or a warning").toEqual([]);
  }
  vi.restoreAllMocks();
});
