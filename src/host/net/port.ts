import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { below } from "../chance.ts";

/**
 * Ports below the range from which Linux takes the near ends of outgoing connections (32768 to
 * 60999, ip_local_port_range), so that a port found free is not taken by a connection meanwhile.
 */
const first = 18_000;
const count = 12_000;

/** Whether one can listen there now. */
export const canListen = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });

const given = new Set<number>();

/** A port nobody listens on, and that was not given out before by this process. */
export const freePort = async (host: string): Promise<number> => {
  const start = below(count);
  for (let i = 0; i < count; i++) {
    const port = first + ((start + i) % count);
    if (given.has(port)) continue;
    given.add(port);
    if (await canListen(host, port)) return port;
    given.delete(port);
  }
  throw new Error(`no port from ${first} to ${first + count} is free on ${host}`);
};

/** Gives a port back, so that it can be given out again. */
export const returnPort = (port: number): void => {
  given.delete(port);
};

/** Who listens on a port, for people: `nginx (pid 812)`; undefined when that cannot be seen. */
export const holderOf = (port: number): string | undefined => {
  if (process.platform !== "linux") return undefined;
  try {
    const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const rows = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) =>
      readFileSync(path, "latin1").split("\n").slice(1),
    );
    const listening = rows
      .map((row) => row.trim().split(/\s+/))
      .find((cells) => cells[1]?.endsWith(wanted) && cells[3] === "0A");
    if (!listening) return undefined;
    const socket = `socket:[${listening[9]}]`;
    for (const entry of readdirSync("/proc")) {
      if (!/^\d+$/.test(entry) || !holds(entry, socket)) continue;
      const words = readFileSync(`/proc/${entry}/cmdline`, "latin1").split("\0");
      const name = words.slice(0, 3).join(" ").trim();
      return `${name || readFileSync(`/proc/${entry}/comm`, "latin1").trim()} (pid ${entry})`;
    }
  } catch {
    // Not ours to look at.
  }
  return undefined;
};

const holds = (pid: string, socket: string): boolean => {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === socket;
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
};
