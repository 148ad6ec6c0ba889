import { beforeEach, describe, expect, it } from "vitest";
import { changeName } from "#lib/accounts/change-name.ts";
import { endSessions } from "#lib/accounts/end-sessions.ts";
import { countSessions, selectViewer } from "#lib/accounts/queries.ts";
import { changeNameSchema } from "#lib/accounts/schemas.ts";
import { lifetimes } from "#lib/accounts/session.ts";
import { type SignedIn, visitor } from "#lib/accounts/viewer.ts";
import { newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";

let viewer: SignedIn;
let token: string;
beforeEach(async () => {
  ({ viewer, token } = await signedInAs(null));
});

const notSignedIn = { ok: false, refusal: { code: "not-signed-in" } };

describe("a name", () => {
  it("is changed for oneself alone, and can be taken away", async () => {
    const other = await signedInAs(null);
    for (const name of ["Ada Lovelace", null]) {
      expect(await changeName(viewer, { name })).toEqual({ ok: true, value: { name } });
      expect(await selectViewer(token, now)).toMatchObject({ name });
    }
    expect(await selectViewer(other.token, now)).toMatchObject({ name: null });
  });

  it("is nobody's who is not signed in, or whose account is gone", async () => {
    for (const who of [
      visitor,
      (await newGuest()).viewer,
      { ...viewer, userId: (await newGuest()).viewer.learnerId },
    ]) {
      expect(await changeName(who, { name: "Eve" })).toEqual(notSignedIn);
    }
    expect(await selectViewer(token, now)).toMatchObject({ name: null });
  });

  it("takes nothing else from its form", () => {
    expect(changeNameSchema.parse({ name: " Ada ", role: "admin", email: "eve@example.org" })).toEqual({ name: "Ada" });
  });
});

describe("signing out everywhere", () => {
  it("ends every session of one's own, this one too, and nobody else's", async () => {
    const [second, other, guest] = [await openSession(viewer.userId), await signedInAs(null), await newGuest()];
    expect(await countSessions(viewer.userId, now)).toBe(2);
    expect(await endSessions(viewer)).toEqual({ ok: true, value: { ended: 2 } });
    for (const ended of [token, second.token]) expect(await selectViewer(ended, now)).toEqual(visitor);
    expect(await selectViewer(other.token, now)).toEqual(other.viewer);
    expect(await selectViewer(guest.token, now)).toEqual(guest.viewer);
  });

  it("is not for a guest, who would never come back, or a visitor", async () => {
    const guest = await newGuest();
    for (const who of [visitor, guest.viewer]) expect(await endSessions(who)).toEqual(notSignedIn);
    expect(await selectViewer(guest.token, now)).toEqual(guest.viewer);
  });

  it("counts no session that is over", async () => {
    expect(await countSessions(viewer.userId, secondsLater(lifetimes.user / 1000))).toBe(0);
  });
});
