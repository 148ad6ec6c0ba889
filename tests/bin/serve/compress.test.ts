import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { chooseEncoding, compress } from "../../../bin/serve/compress.ts";

const large = 5_000;

describe("the encoding", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["BR;q=1.0, gzip;q=0.8", "br"],
    ["br;q=0.1, gzip", "br"],
    ["br;q=0, gzip", "gzip"],
    ["br; q=0.000 , gzip;q=0.5", "gzip"],
    ["br ;q=0,gzip;q=0.0", "identity"],
    ["brotli, x-gzip", "identity"],
    ["identity", "identity"],
    ["", "identity"],
    [undefined, "identity"],
  ] as const)("for %j is %s", (accepted, encoding) => {
    expect(chooseEncoding(accepted, large)).toBe(encoding);
  });

  it("is none for what fits into one packet", () => {
    expect(chooseEncoding("gzip, br", 999)).toBe("identity");
    expect(chooseEncoding("gzip, br", 1_000)).toBe("br");
  });
});

describe("a compressed body", () => {
  const body = Buffer.from("∂L/∂W = ∂L/∂y · ∂y/∂W. ".repeat(500));

  it.each([true, false])("is the same when it is read again (thorough: %s)", async (thorough) => {
    const [br, gzip, identity] = await Promise.all(
      (["br", "gzip", "identity"] as const).map((encoding) => compress(body, encoding, thorough)),
    );
    expect(brotliDecompressSync(br ?? "")).toEqual(body);
    expect(gunzipSync(gzip ?? "")).toEqual(body);
    expect(identity).toBe(body);
    for (const small of [br, gzip]) expect(small?.length).toBeLessThan(body.length / 10);
  });
});
