import { pause } from "#plinth/host/clock.ts";
import { canListen, freePort, holderOf } from "#plinth/host/net/port.ts";
import { loopback } from "../plan/loopback.ts";
import type { Member } from "./engine.ts";

/** What has just ended holds its port a little longer: it is tried so often, so many ms apart. */
const [attempts, soonMs] = [20, 10];

const isFreeSoon = async (port: number): Promise<boolean> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await canListen(loopback, port)) return true;
    await pause(soonMs);
  }
  return false;
};

/**
 * Gives a member that is about to be started another port for each of these that somebody else has
 * taken meanwhile: it could not start there, however often it is tried.
 */
export const leaveTakenPorts = async (
  member: Member,
  names: readonly string[],
  told: (says: string) => void,
): Promise<void> => {
  for (const name of names) {
    const port = member.ports[name];
    if (port === undefined || (await isFreeSoon(port))) continue;
    const other = await freePort(loopback);
    member.ports[name] = other;
    told(`${holderOf(port) ?? "another process"} holds port ${port}; ${name} is on ${other} now`);
  }
};
