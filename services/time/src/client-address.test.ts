import { expect, test } from "bun:test";
import { isIP } from "node:net";
import fc from "fast-check";
import { type AddressRules, addressReader, parseAddress, parseNetwork } from "./client-address.ts";

const proxy = "10.0.0.1";
const outerProxy = "10.0.0.2";
const peer = "198.51.100.7";

function rules(more: Partial<AddressRules> = {}): AddressRules {
  const trustedProxies = [{ address: "10.0.0.0", prefixBits: 24 }];
  return { trustedProxies, trustedHops: 1, realIpHeader: undefined, ...more };
}

const forwarded = (value: string) => ({ headers: new Headers({ "x-forwarded-for": value }) });
const headers = (get: (name: string) => string | null) => ({ headers: { get } });

const ipv4 = fc.ipV4().filter((ip) => !ip.startsWith("10.0.0."));
const ipv6 = fc
  .ipV6()
  .map((ip) => parseAddress(ip) ?? "")
  .filter((ip) => ip.includes(":"));
const publicAddress = fc.oneof(ipv4, ipv6);
/** Whatever a client may write into the header itself. */
const spoof = fc.oneof(
  fc.string(),
  fc.array(fc.oneof(publicAddress, fc.constant(proxy), fc.string())).map((all) => all.join(", ")),
);

test("what a client writes into the header itself never wins over what the proxy appended", () => {
  fc.assert(
    fc.property(spoof, publicAddress, fc.boolean(), (lie, client, port) => {
      const read = addressReader(rules());
      const entry = client.includes(":") ? `[${client}]` : client;
      const list = `${lie},${port ? `${entry}:443` : client}`;
      expect(
        read(
          proxy,
          headers(() => list),
        ),
      ).toBe(client);
    }),
  );
});

test("as many proxies are looked through as are configured, and no more", () => {
  fc.assert(
    fc.property(spoof, publicAddress, fc.integer({ min: 1, max: 4 }), (lie, client, hops) => {
      const inner = Array.from({ length: hops - 1 }, (_, index) => `10.0.0.${100 + index}`);
      const list = [lie, client, ...inner].join(", ");
      expect(
        addressReader(rules({ trustedHops: hops }))(
          proxy,
          headers(() => list),
        ),
      ).toBe(client);
    }),
  );
});

test("an untrusted address is never looked behind, however many hops are configured", () => {
  fc.assert(
    fc.property(spoof, publicAddress, (lie, client) => {
      const read = addressReader(rules({ trustedHops: 16 }));
      expect(
        read(
          proxy,
          headers(() => `${lie}, ${client}`),
        ),
      ).toBe(client);
    }),
  );
});

test("the headers of a peer that is not a trusted proxy are not even read", () => {
  const unread = headers(() => {
    throw new Error("read");
  });
  fc.assert(
    fc.property(publicAddress, (address) => {
      expect(addressReader(rules())(address, unread)).toBe(address);
      expect(addressReader(rules({ realIpHeader: "x-real-ip" }))(address, unread)).toBe(address);
    }),
  );
  expect(addressReader(rules({ trustedProxies: [] }))(proxy, unread)).toBe(proxy);
});

test("garbage where the proxy should have put an address falls back to the proxy", () => {
  const read = addressReader(rules());
  for (const garbage of ["unknown", "", " ", "1.2.3", "1.2.3.4.5", "[::1", "1.2.3.4:http", "<b>"]) {
    expect(read(proxy, forwarded(`203.0.113.1, ${garbage}`))).toBe(proxy);
  }
  expect(
    read(
      proxy,
      headers(() => null),
    ),
  ).toBe(proxy);
});

test("garbage behind a trusted hop falls back to that hop", () => {
  const read = addressReader(rules({ trustedHops: 2 }));
  expect(read(proxy, forwarded(`203.0.113.1, unknown, ${outerProxy}`))).toBe(outerProxy);
});

test("a chain of fewer proxies than configured ends at its left end", () => {
  const read = addressReader(rules({ trustedHops: 3 }));
  expect(read(proxy, forwarded(outerProxy))).toBe(outerProxy);
});

test("an absurdly long header costs no more than a short one", () => {
  const read = addressReader(rules());
  const list = `${"203.0.113.1,".repeat(1_000_000)} 192.0.2.1`;
  const startMs = performance.now();
  for (let times = 0; times < 1000; times += 1) {
    expect(
      read(
        proxy,
        headers(() => list),
      ),
    ).toBe("192.0.2.1");
  }
  expect(performance.now() - startMs).toBeLessThan(1000);
  expect(
    read(
      proxy,
      headers(() => "1".repeat(10_000_000)),
    ),
  ).toBe(proxy);
});

test("X-Real-IP is ignored unless configured, and then it is the only header that is read", () => {
  const both = {
    headers: new Headers({ "x-real-ip": "192.0.2.1", "x-forwarded-for": "192.0.2.2" }),
  };
  expect(addressReader(rules())(proxy, both)).toBe("192.0.2.2");
  const configured = addressReader(rules({ realIpHeader: "x-real-ip" }));
  expect(configured(proxy, both)).toBe("192.0.2.1");
  expect(configured(proxy, forwarded("192.0.2.2"))).toBe(proxy);
});

test("a peer seen through an IPv6 socket is known as the IPv4 proxy that it is", () => {
  expect(addressReader(rules())(`::ffff:${proxy}`, forwarded("192.0.2.1"))).toBe("192.0.2.1");
  expect(addressReader(rules())(`::ffff:${peer}`, forwarded("192.0.2.1"))).toBe(peer);
});

test("more peers than are remembered are still told apart", () => {
  const read = addressReader(rules());
  for (let index = 0; index < 5000; index += 1) {
    const direct = `198.18.${index >> 8}.${index & 255}`;
    expect(read(direct, forwarded("192.0.2.1"))).toBe(direct);
    expect(read(proxy, forwarded("192.0.2.1"))).toBe("192.0.2.1");
  }
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  [" 192.0.2.1 ", "192.0.2.1"],
  ["192.0.2.1:8080", "192.0.2.1"],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["[fe80::1%25eth0]:80", "fe80::1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["[::ffff:c000:201]:80", "192.0.2.1"],
  ["::1", "::1"],
  ["::0:0:0:0:0.0.0.0", "::"],
  ["64:ff9b::192.0.2.1", "64:ff9b::c000:201"],
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["10:0:0:1:0:0:0:2", "10:0:0:1::2"],
  ["2001:0:0:1:0:0:1:1", "2001::1:0:0:1:1"],
])("%s is read as %s", (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test.each([
  ["nothing", ""],
  ["a name", "localhost"],
  ["a leading zero", "192.0.2.01"],
  ["too large", "256.0.0.1"],
  ["a port without an address", ":80"],
  ["brackets around IPv4", "[192.0.2.1]"],
  ["a port of letters", "192.0.2.1:x"],
  ["an unclosed bracket", "[::1"],
  ["two addresses", "192.0.2.1 192.0.2.2"],
  ["quotes", '"192.0.2.1"'],
  ["a hexadecimal address", "0x7f.1"],
  ["too long", `${" ".repeat(64)}192.0.2.1`],
])("%s is not an address", (_, text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test("whatever is read as an address is one, is safe in JSON, and reads as itself again", () => {
  const soup = fc.string({ unit: fc.constantFrom(...'0123456789abcdef.:[]%" ,') });
  fc.assert(
    fc.property(fc.oneof(fc.string(), soup, fc.ipV4(), fc.ipV6()), (text) => {
      const address = parseAddress(text);
      if (address === undefined) return;
      expect(isIP(address)).not.toBe(0);
      expect(address).toMatch(/^[\da-f.:]+$/);
      expect(parseAddress(address)).toBe(address);
    }),
  );
});

test("IPv6 is written the way that URLs write it", () => {
  const groups = fc.array(fc.constantFrom("0", "0", "0", "1", "a0", "FFFF", "0db8"), {
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(groups, (eight) => {
      const address = parseAddress(eight.join(":"));
      if (address?.includes(".")) return;
      expect(`[${address}]`).toBe(new URL(`http://[${eight.join(":")}]`).hostname);
    }),
  );
});

test("networks are read with and without a prefix, and nothing else is", () => {
  expect(parseNetwork("10.0.0.0/8")).toEqual({ address: "10.0.0.0", prefixBits: 8 });
  expect(parseNetwork("fd00::/8")).toEqual({ address: "fd00::", prefixBits: 8 });
  expect(parseNetwork("192.0.2.1")).toEqual({ address: "192.0.2.1", prefixBits: 32 });
  expect(parseNetwork("::1")).toEqual({ address: "::1", prefixBits: 128 });
  for (const text of [
    "",
    "10.0.0.0/33",
    "fd00::/129",
    "10.0.0/8",
    "proxy.local",
    "10.0.0.0/",
    "/8",
  ]) {
    expect(parseNetwork(text)).toBeUndefined();
  }
});
