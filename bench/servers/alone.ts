import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, returnPort } from "#plinth/host/net/port.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { type Started, start } from "#plinth/host/processes/start.ts";
import { type LocalPlan, planOf } from "#plinth/local/plan/plan.ts";
import type { Member } from "#plinth/local/servers/engine.ts";
import { engineOf } from "#plinth/local/servers/engines.ts";
import { loadSystem } from "#plinth/project/load-system.ts";
import { checkout } from "../lib/plinth.ts";

/** What there is to run of a system here. */
export const planFor = async (name: string, profile: string): Promise<LocalPlan> => {
  const file = `${checkout}/systems/${name}/system.ts`;
  const { system } = await loadSystem({ file, root: checkout, profile });
  return planOf(system);
};

/** One that has ended meanwhile needs no signal. */
const kill = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
};

const membersOf = (names: readonly string[], count: number, folder: string): Promise<Member[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const ports = names.map(async (name) => [name, await freePort("127.0.0.1")] as const);
      const name = `alone-${index}`;
      return {
        index,
        name,
        ports: Object.fromEntries(await Promise.all(ports)),
        folder: join(folder, name),
      };
    }),
  );

/**
 * A server's own start: its members, begun at once with nothing beside them, as `up` configures them,
 * from empty folders until all have answered and what clients need is made. Ms.
 */
export const startAlone = async (plan: LocalPlan, node: string): Promise<number> => {
  const part = plan.servers.get(node);
  if (!part) throw new Error(`"${node}" is no server`);
  const folder = mkdtempSync(join(tmpdir(), "plinth-bench-"));
  const engine = engineOf(node, part.engine);
  const runId = `bench-${process.pid}-${performance.now()}`;
  const names = [...part.ports.map(({ name }) => name), ...engine.innerPorts];
  const members = await membersOf(names, part.members, folder);
  const processes = new Map<Member, Started>();
  const databases = new Map([...plan.databases].filter(([, { server }]) => server === node));
  const telemetry = { url: "", token: "" };
  const copy = { root: checkout, name: "alone", runId, telemetry };
  const making = { node, part, databases, password: () => "bench", copy, folder };
  const beganMs = performance.now();
  const run = engine.run(making, {
    members,
    event: () => {},
    changed: () => {},
    runs: (member) => processes.has(member),
    kill: (member) => processes.get(member)?.signal("SIGKILL"),
  });
  try {
    await Promise.all(
      members.map(async (member) => {
        processes.set(member, start({ ...(await run.launch(member)), onLine: () => {} }));
        const { answer, says } = await run.ask(member, engine.startS * 1000, true);
        if (answer !== "ok") throw new Error(`${member.name}: ${says}`);
      }),
    );
    await run.settle(making);
    return performance.now() - beganMs;
  } finally {
    await run.close?.();
    for (const pid of markedProcesses(`PLINTH_RUN=${runId}`)) kill(pid);
    await Promise.all([...processes.values()].map(({ ended }) => ended));
    for (const port of members.flatMap(({ ports }) => Object.values(ports))) returnPort(port);
    rmSync(folder, { recursive: true, force: true });
  }
};
