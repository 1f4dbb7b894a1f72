import { Lane } from "../../bench/load/lane.ts";

/** Requests that go on and on, over many connections that are kept alive. */
export interface SteadyLoad {
  /** Resolves when so many more were answered. */
  more(count: number): Promise<void>;
  /** Ends when the last answer is there, and says what came of it all. */
  stop(): Promise<LoadTally>;
}

export interface LoadTally {
  readonly answered: number;
  /** What was not answered with 200, in words. */
  readonly failures: readonly string[];
}

/** Each connection asks this often at most, ms: steady, and the machine is left some air. */
const periodMs = 5;

/** How long answers may be waited for, ms. */
const patienceMs = 30_000;

/** How long a last answer may take, ms. */
const lingerMs = 5_000;

const requestBytes = (url: URL, method: "GET" | "POST"): Uint8Array => {
  const body = method === "POST" ? "content-length: 2\r\n\r\nhi" : "\r\n";
  return Buffer.from(
    `${method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n${body}`,
  );
};

/**
 * Begins to call. Every other connection sends POSTs, which nobody on the way may send twice.
 */
export const steadyLoad = (address: string, { connections = 24 } = {}): SteadyLoad => {
  const url = new URL(address);
  const idle = new Set<Lane>();
  const methodOf = new Map<Lane, "GET" | "POST">();
  const failures: string[] = [];
  const began = performance.now();
  let [asked, answered, waiting] = [0, 0, 0];
  let awaited: { readonly count: number; readonly resolve: () => void }[] = [];
  const fail = (what: string): void => {
    failures.push(`${what} after ${Math.round(performance.now() - began)} ms`);
  };
  const lanes = Array.from({ length: connections }, (_, i) => {
    const lane = new Lane(url, {
      onIdle: (each) => idle.add(each),
      onAnswer: (_, status) => {
        waiting--;
        answered++;
        if (status !== 200) fail(`${methodOf.get(lane)} answered ${status}`);
        const due = awaited.filter(({ count }) => count <= answered);
        awaited = awaited.filter(({ count }) => count > answered);
        for (const { resolve } of due) resolve();
      },
      onLost: (each, request) => {
        idle.delete(each);
        if (request === undefined) return;
        waiting--;
        fail(`${methodOf.get(lane)} got no answer`);
      },
    });
    methodOf.set(lane, i % 2 === 0 ? "GET" : "POST");
    return lane;
  });
  const bytes = { GET: requestBytes(url, "GET"), POST: requestBytes(url, "POST") };
  const turn = setInterval(() => {
    for (const lane of idle) {
      idle.delete(lane);
      waiting++;
      lane.send(asked++, bytes[methodOf.get(lane) ?? "GET"]);
    }
  }, periodMs);
  return {
    more: (count) =>
      new Promise((resolve, reject) => {
        const given = (): void => reject(new Error(`${answered} answers, and no more`));
        const timer = setTimeout(given, patienceMs);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        awaited.push({ count: answered + count, resolve: done });
      }),
    stop: async () => {
      clearInterval(turn);
      const until = performance.now() + lingerMs;
      while (waiting > 0 && performance.now() < until) await new Promise(setImmediate);
      for (let i = 0; i < waiting; i++) fail("never answered");
      for (const lane of lanes) lane.close();
      return { answered, failures };
    },
  };
};
