import type { Random } from "../lib/random.ts";
import { type Copy, nodes } from "./copy.ts";

/** Something that happens to a copy that runs. */
interface Fault {
  readonly says: string;
  /** @returns what was killed; undefined when there is nothing of the kind at the moment. */
  readonly run: (copy: Copy, random: Random) => Promise<string | undefined>;
}

/** What was done to a copy, and when. */
export interface Happened {
  /** Since the first order. */
  readonly atMs: number;
  readonly says: string;
  /** What was killed; undefined when there was nothing of the kind at the moment. */
  readonly victim?: string;
}

const kill = (pid: number | undefined, name: string): string | undefined => {
  if (pid === undefined) return undefined;
  try {
    process.kill(pid, "SIGKILL");
    return name;
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
};

/** Kills a replica of a service, or a member of a server. */
const replica = (says: string, node: string, role?: string): Fault => ({
  says,
  run: async (copy, random) => {
    const [first, ...others] = copy.pods(node, role);
    if (!first) return undefined;
    const { name } = random.pick([first, ...others]);
    return kill(copy.pidOf(name), name);
  },
});

const broker = replica("a broker", nodes.broker);
const worker = replica("a worker", nodes.worker);
const billing = replica("a billing-api", nodes.billing);
const primary = replica("the database's primary", nodes.database, "primary");

/** Each of them happens once in a round, in an order by chance. */
const round: readonly Fault[] = [
  ...[broker, broker, broker, worker, worker, billing, billing, primary, primary],
  replica("the database's standby", nodes.database, "standby"),
  replica("an inventory", nodes.inventory),
  replica("an api-gateway", nodes.door),
  {
    says: "the gateway that carries all traffic",
    run: async (copy) => kill(copy.pidOf("gateway"), "gateway"),
  },
  {
    // Everything it started ends with it; nobody but a person starts it again.
    says: "the supervisor, then up again",
    run: async (copy) => {
      const killed = kill(copy.supervisor, "supervisor");
      await copy.again();
      return killed;
    },
  },
];

/** So many faults are in a round. */
export const roundLength = round.length;

const shuffled = (random: Random): readonly Fault[] =>
  round
    .map((fault) => ({ fault, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ fault }) => fault);

/**
 * Does one thing after the other to a copy, rounds without end until it is told to stop.
 * @param pauseMsMax the longest time between two.
 */
export const harm = async (
  copy: Copy,
  random: Random,
  pauseMsMax: number,
  isOver: (happened: number) => boolean,
  onFault: (happened: Happened) => void,
): Promise<readonly Happened[]> => {
  const beganMs = performance.now();
  const happened: Happened[] = [];
  for (;;) {
    for (const { says, run } of shuffled(random)) {
      await Bun.sleep(random.next() * pauseMsMax);
      if (isOver(happened.length)) return happened;
      const atMs = performance.now() - beganMs;
      const victim = await run(copy, random);
      const fault = { atMs, says, ...(victim !== undefined && { victim }) };
      happened.push(fault);
      onFault(fault);
    }
  }
};
