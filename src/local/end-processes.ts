import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { identityOf, isSame } from "#plinth/host/processes/identity.ts";
import { signalGroup, signalOne } from "#plinth/host/processes/start.ts";

/** Between SIGTERM and SIGKILL for what a supervisor left behind, ms. */
const graceMs = 1_500;

/** Ends processes that are known to be ours: asked first, killed after. Never one with a new identity. */
export const endProcesses = async (pids: readonly number[]): Promise<void> => {
  const ours = pids.flatMap((pid) => {
    const identity = identityOf(pid);
    return identity === undefined ? [] : [{ pid, identity }];
  });
  const alive = (): typeof ours => ours.filter(({ pid, identity }) => isSame(pid, identity));
  const signal = (name: "SIGTERM" | "SIGKILL"): void => {
    for (const { pid } of alive()) if (!signalGroup(pid, name)) signalOne(pid, name);
  };
  signal("SIGTERM");
  const until = monotonicMs() + graceMs;
  while (alive().length > 0 && monotonicMs() < until) await pause(20);
  signal("SIGKILL");
  while (alive().length > 0) await pause(10);
};
