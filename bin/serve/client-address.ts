import { BlockList, isIP } from "node:net";

/** Networks (`10.0.0.0/8`, `::1`) as one list to ask. */
export function readNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** `::ffff:10.0.0.1` is how a socket for both families writes 10.0.0.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function isTrusted(trusted: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 6 ? "ipv6" : "ipv4");
}

/**
 * Who asks. `X-Forwarded-For` is a list to which each proxy adds whom it heard; read from the right, every name is
 * believed only as long as a trusted proxy wrote it, so that nobody can put an address of their choice first.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = plain(peer);
  const told = (forwardedFor ?? "").split(",").map((name) => plain(name.trim()));
  while (told.length > 0 && isTrusted(trusted, address)) {
    const next = told.pop() ?? "";
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}
