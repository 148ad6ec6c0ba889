import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientAddress, readNetworks } from "../../../bin/serve/client-address.ts";

const proxies = ["10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8"];

describe("who asks", () => {
  it.each([
    ["the peer, where there is no proxy", "203.0.113.7", undefined, "203.0.113.7"],
    ["the peer, whatever a stranger claims", "203.0.113.7", "10.0.0.1, 198.51.100.1", "203.0.113.7"],
    ["whom a trusted proxy heard", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["whom the outer of two trusted proxies heard", "127.0.0.1", "198.51.100.1, 10.0.0.9", "198.51.100.1"],
    ["not who stands before the first stranger", "10.1.2.3", "6.6.6.6, 198.51.100.1", "198.51.100.1"],
    ["the outermost proxy, where all are trusted", "10.1.2.3", "10.0.0.1,10.0.0.2", "10.0.0.1"],
    ["the proxy, where it tells nothing", "10.1.2.3", undefined, "10.1.2.3"],
    ["the proxy, where it tells no address", "10.1.2.3", "198.51.100.1, unknown", "10.1.2.3"],
    ["the proxy, where it adds a port", "10.1.2.3", "198.51.100.1:4711", "10.1.2.3"],
    [
      "plain, where a socket for both families writes it long",
      "::ffff:10.1.2.3",
      "::FFFF:198.51.100.1",
      "198.51.100.1",
    ],
    ["of the newer family", "::1", "2001:db8::1, fd12::1", "2001:db8::1"],
    ["nobody, where the connection is gone", "", "198.51.100.1", ""],
  ])("is %s", (_, peer, forwardedFor, client) => {
    expect(clientAddress(peer, forwardedFor, readNetworks(proxies))).toBe(client);
  });

  it("is always the peer without trusted proxies", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.string(), (peer, told) => {
        expect(clientAddress(peer, told, readNetworks([]))).toBe(peer);
      }),
    );
  });

  it("does not change with what a client writes in front", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.string())), (claims) => {
        const told = [...claims, "198.51.100.1", "10.0.0.9"].join(",");
        expect(clientAddress("127.0.0.1", told, readNetworks(proxies))).toBe("198.51.100.1");
      }),
    );
  });
});
