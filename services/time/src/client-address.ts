import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Whose word is taken for where a request comes from. */
export interface AddressRules {
  /** Proxies whose headers are read; none means that headers are never read. */
  readonly trustedProxies: readonly Network[];
  /** How many trusted proxies a request may have passed through, at least 1. */
  readonly trustedHops: number;
  /** The one header that the proxies set instead of X-Forwarded-For; its value is one address. */
  readonly realIpHeader: string | undefined;
}

/** Addresses with the same first bits, e.g. 10.0.0.0/8. */
export interface Network {
  readonly address: string;
  readonly prefixBits: number;
}

/** The part of a `Request` that is read, and only when the peer is trusted: reading it is slow. */
export interface HeaderSource {
  readonly headers: { get(name: string): string | null };
}

/** An address, an optional port, brackets and a zone: nothing legal is longer. */
const entryLengthMax = 64;
const peersRemembered = 1024;

/**
 * Says where a request comes from: the peer, or what trusted proxies say about it.
 *
 *     client --- proxy 2 --- proxy 1 --- us
 *                                 peer = proxy 1
 *     X-Forwarded-For: <anything the client wrote>, client, proxy 2
 *
 * Every proxy appends the address that it saw, so the list is read from the right: while the address
 * in hand is a trusted proxy, and no more often than `trustedHops`, the next entry to the left takes
 * its place. What stands left of that is never looked at, and an entry that is no address ends the
 * walk: the answer is the last address that somebody trusted vouched for, in the worst case the peer.
 */
export function addressReader(
  rules: AddressRules,
): (peer: string, request: HeaderSource) => string {
  const trusted = blockList(rules.trustedProxies);
  const isTrusted = (address: string) =>
    trusted.check(address, address.includes(":") ? "ipv6" : "ipv4");
  const peers = new Map<string, { readonly address: string; readonly isTrusted: boolean }>();

  const lookUpPeer = (peer: string) => {
    let known = peers.get(peer);
    if (known === undefined) {
      const address = parseAddress(peer);
      known = { address: address ?? peer, isTrusted: address !== undefined && isTrusted(address) };
      if (peers.size >= peersRemembered) peers.clear();
      peers.set(peer, known);
    }
    return known;
  };

  return (peer, request) => {
    const known = lookUpPeer(peer);
    if (!known.isTrusted) return known.address;
    if (rules.realIpHeader !== undefined) {
      return parseAddress(request.headers.get(rules.realIpHeader) ?? "") ?? known.address;
    }
    let address = known.address;
    const list = request.headers.get("x-forwarded-for") ?? "";
    let end = list.length;
    for (let hop = 0; hop < rules.trustedHops && end > 0; hop += 1) {
      if (hop > 0 && !isTrusted(address)) break;
      const comma = list.lastIndexOf(",", end - 1);
      const entry = parseAddress(list.slice(comma + 1, end));
      if (entry === undefined) break;
      address = entry;
      end = comma;
    }
    return address;
  };
}

/**
 * An IP address in its shortest usual form (RFC 5952), without port, brackets and zone; IPv4 where it
 * was IPv4 in IPv6 clothes ("::ffff:192.0.2.1"). Undefined when the text is nothing of the kind.
 */
export function parseAddress(text: string): string | undefined {
  if (text.length > entryLengthMax) return undefined;
  const trimmed = text.trim();
  if (isIPv4(trimmed)) return trimmed;
  const withPort = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(trimmed);
  if (withPort?.[2] !== undefined) return isIPv4(withPort[2]) ? withPort[2] : undefined;
  const [host = ""] = (withPort?.[1] ?? trimmed).split("%", 1);
  if (!isIPv6(host)) return undefined;
  const groups = groupsOf(host);
  const [, , , , , mark, high = 0, low = 0] = groups;
  const isMapped = mark === 0xffff && groups.findIndex((group) => group !== 0) === 5;
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : shortest(groups);
}

/** The eight 16-bit groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [left = [], right] = address.split("::").map((half) =>
    half.split(":").flatMap((group) => {
      if (group === "") return [];
      if (!group.includes(".")) return [Number.parseInt(group, 16)];
      const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
      return [(a << 8) | b, (c << 8) | d];
    }),
  );
  if (right === undefined) return left;
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** RFC 5952: lower case, no leading zeros, the first of the longest runs of zeros as "::". */
function shortest(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(":");
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)];
  const longest = runs.sort((a, b) => b[0].length - a[0].length)[0];
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}

/** Reads "10.0.0.0/8", "fd00::/8" or a single address; undefined when it is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [, host = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bitsMax = isIPv4(host) ? 32 : 128;
  const prefixBits = Number(bits ?? bitsMax);
  if (!isIPv4(host) && !isIPv6(host)) return undefined;
  return prefixBits <= bitsMax ? { address: host, prefixBits } : undefined;
}

function blockList(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, prefixBits } of networks) {
    list.addSubnet(address, prefixBits, isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
