import { expect, test } from "bun:test";
import { ListenFailed } from "./listen.ts";
import { hostNet } from "./net.ts";
import type { Wire, WireOwner } from "./wire.ts";

const silent: WireOwner = { onData() {}, onDrain() {}, onEnd() {}, onClose() {} };

/** Two ends of one connection. */
async function joined(): Promise<{ a: Wire; b: Wire; close: () => void }> {
  const accepted = Promise.withResolvers<Wire>();
  const listening = hostNet.listen("127.0.0.1", 0, accepted.resolve);
  const dialled = Promise.withResolvers<Wire>();
  hostNet.dial({
    host: "127.0.0.1",
    port: listening.port,
    sourceAddress: "127.0.0.8",
    onOpen: dialled.resolve,
    onFail: dialled.reject,
  });
  const [a, b] = await Promise.all([dialled.promise, accepted.promise]);
  const close = () => {
    listening.close();
    a.reset();
    b.reset();
  };
  return { a, b, close };
}

test("a write that the system cannot take is kept, sent in order, and announced when gone", async () => {
  const { a, b, close } = await joined();
  b.pause();
  const bytes = Buffer.alloc(20_000_000, "0123456789abcdef-plinth");
  const drained = Promise.withResolvers<void>();
  a.owner = { ...silent, onDrain: drained.resolve };
  expect(a.write(bytes, 0, bytes.length)).toBe(false);
  // What was handed over is the writer's again: it may be overwritten.
  const copy = Buffer.from(bytes);
  bytes.fill(0);
  const tail = Buffer.from("the tail");
  expect(a.write(tail, 4, 8)).toBe(false);
  const got: Buffer[] = [];
  const ended = Promise.withResolvers<void>();
  b.owner = { ...silent, onData: (part) => got.push(part), onEnd: ended.resolve };
  b.resume();
  await drained.promise;
  a.shutdown();
  await ended.promise;
  expect(Buffer.concat(got).equals(Buffer.concat([copy, Buffer.from("tail")]))).toBe(true);
  close();
});

test("close sends what is kept before it closes", async () => {
  const { a, b, close } = await joined();
  b.pause();
  const bytes = Buffer.alloc(20_000_000, "x");
  a.write(bytes, 0, bytes.length);
  a.close();
  let got = 0;
  const ended = Promise.withResolvers<void>();
  const onData = (part: Buffer) => {
    got += part.length;
  };
  b.owner = { ...silent, onData, onEnd: ended.resolve };
  b.resume();
  await ended.promise;
  expect(got).toBe(bytes.length);
  close();
});

test("the peer of a reset hears of a break, and the addresses are those asked for", async () => {
  const { a, b, close } = await joined();
  expect(b.remoteAddress).toBe("127.0.0.8");
  expect(b.localAddress).toBe("127.0.0.1");
  const closed = Promise.withResolvers<string | undefined>();
  b.owner = { ...silent, onClose: closed.resolve };
  a.reset();
  expect(await closed.promise).toBe("ECONNRESET");
  expect(b.closed).toBe(true);
  expect(b.write(Buffer.from("x"), 0, 1)).toBe(true);
  close();
});

test("a dial that is refused, impossible or cancelled says so, or nothing", async () => {
  const listening = hostNet.listen("127.0.0.1", 0, () => {});
  const { port } = listening;
  const dial = (host: string, to: number) =>
    new Promise<string>((resolve) => {
      hostNet.dial({ host, port: to, onOpen: () => resolve("open"), onFail: resolve });
    });
  expect(await dial("127.0.0.1", port)).toBe("open");
  const said: string[] = [];
  const options = {
    host: "127.0.0.1",
    port,
    onOpen: () => said.push("open"),
    onFail: () => said.push("fail"),
  };
  hostNet.dial(options).cancel();
  listening.close();
  expect(await dial("127.0.0.1", port)).toBe("ECONNREFUSED");
  expect(await dial("127.0.0.1", 99_999)).not.toBe("open");
  expect(said).toEqual([]);
});

test("a port that is taken cannot be listened on", () => {
  const listening = hostNet.listen("127.0.0.1", 0, () => {});
  let failure: unknown;
  try {
    hostNet.listen("127.0.0.1", listening.port, () => {});
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(ListenFailed);
  expect(failure).toMatchObject({ code: "EADDRINUSE" });
  listening.close();
});
