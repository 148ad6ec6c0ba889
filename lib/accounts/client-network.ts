import { isIPv6 } from "node:net";

/**
 * What counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one of those has
 * all 2⁶⁴ (RFC 6177). Anything else stands for itself.
 */
export function clientNetwork(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  // A URL writes groups without leading zeros and an IPv4 tail as two groups; "::" remains for a run of zeros.
  const [before = "", after = ""] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const groupsOf = (part: string) => part.split(":").filter((group) => group !== "");
  const [left, right] = [groupsOf(before), groupsOf(after)];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
