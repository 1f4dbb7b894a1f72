/**
 * Cloud-Design through Plinth against the same programs bare: `npm run bench -- orders-throughput`.
 * README.md says what is the same on both sides. Needs what `plinth up cloud-design` needs, and wrk.
 */
import { parseArgs } from "node:util";
import { describeMachine, thisMachine } from "../lib/machine.ts";
import { nginxPath } from "../lib/nginx.ts";
import { median } from "../lib/statistics.ts";
import { textTable } from "../lib/table.ts";
import { hasWrk } from "../lib/wrk.ts";
import { type Path, pathsOf, type Turn, turn } from "./measure.ts";
import { plinthSide, replicas, type Side, startBare, upBoth } from "./sides.ts";

/** Of what goes through bare. */
const wanted = 0.9;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    pairs: { type: "string", default: "5" },
    profile: { type: "string", default: "dev" },
    json: { type: "boolean", default: false },
  },
});
const { profile, json } = values;
const [seconds, pairs] = [Number(values.seconds), Number(values.pairs)];
if (!(seconds >= 1) || !(pairs >= 1) || (profile !== "prod" && profile !== "dev")) {
  console.error("usage: run.ts [--seconds 3] [--pairs 5] [--profile dev|prod] [--json]");
  process.exit(2);
}
if (!hasWrk() || nginxPath() === undefined) {
  console.error("this needs `wrk` and `nginx` on PATH (Debian: apt install wrk nginx-light)");
  process.exit(2);
}

/** What a side does of what bare does, in the medians of the pairs of turns. */
interface Ratios {
  readonly side: Side["name"];
  /** Requests a second, over those of bare. */
  readonly byRate: number;
  /** Processor time of bare for each request, over its own: hardly touched by what else runs here. */
  readonly byCpu: number;
}

interface Compared {
  readonly name: string;
  /** One list for each side, in the order of the sides. */
  readonly turns: readonly (readonly Turn[])[];
  /** Of every side but the last, which is bare. */
  readonly ratios: readonly Ratios[];
}

const cpuUsOf = ({ cpuUs }: Turn): number =>
  Object.values(cpuUs).reduce((sum, each) => sum + each, 0);

const talk = (line: string): void => {
  if (!json) console.log(line);
};

/** Turn and turn about, each pair in the other order than the last. */
const compare = async (
  sides: readonly Side[],
  paths: readonly Path[],
  run: (side: Side, path: Path, seconds: number) => Promise<Turn>,
): Promise<Compared> => {
  const turns: Turn[][] = sides.map(() => []);
  const both = sides.map((side, index) => ({ side, path: paths[index], mine: turns[index] }));
  for (let pair = -1; pair < pairs; pair++) {
    for (const { side, path, mine } of pair % 2 === 0 ? both : both.toReversed()) {
      if (!path) throw new Error(`${side.name} is not asked for anything`);
      const done = await run(side, path, pair < 0 ? 2 : seconds);
      if (pair >= 0) mine?.push(done);
    }
  }
  const theirs = turns.at(-1) ?? [];
  const ratios = sides.slice(0, -1).map(({ name }, index): Ratios => {
    const ratioBy = (of: (turn: Turn, other: Turn) => number): number =>
      median((turns[index] ?? []).map((each, pair) => of(each, theirs[pair] ?? each)));
    return {
      side: name,
      byRate: ratioBy((our, their) => our.requestsPerSecond / their.requestsPerSecond),
      byCpu: ratioBy((our, their) => cpuUsOf(their) / cpuUsOf(our)),
    };
  });
  return { name: paths[0]?.name ?? "", turns, ratios };
};

const isMet = ({ ratios }: Compared): boolean => (ratios[0]?.byRate ?? 0) >= wanted;

const print = (compared: Compared, sides: readonly Side[]): void => {
  const { name, turns, ratios } = compared;
  const rows = sides.map((side, index) => {
    const own = turns[index] ?? [];
    const middle = (of: (turn: Turn) => number): number => median(own.map(of));
    const [first] = own;
    const cpu = Object.keys(first?.cpuUs ?? {}).map(
      (what) => `${what} ${middle(({ cpuUs }) => cpuUs[what] ?? Number.NaN).toFixed(0)}`,
    );
    return [
      side.name,
      middle((each) => each.requestsPerSecond),
      middle((each) => each.latencyMsP50),
      middle((each) => each.latencyMsP99),
      ...(first?.billedPerSecond === undefined
        ? []
        : [middle(({ billedPerSecond }) => billedPerSecond ?? Number.NaN)]),
      cpu.join(", "),
    ];
  });
  const billed = (rows[0]?.length ?? 0) > 5 ? ["billed/s"] : [];
  talk(`\n${name}:`);
  talk(textTable(["side", "req/s", "p50 ms", "p99 ms", ...billed, "CPU us/req"], rows));
  for (const { side, byRate, byCpu } of ratios) {
    const verdict = isMet(compared) ? "met" : "missed";
    const end = side === "plinth" ? `; wanted ${wanted}: ${verdict}` : "";
    const both = `${byRate.toFixed(2)} by rate, ${byCpu.toFixed(2)} by processor time`;
    talk(`${side} of bare: ${both} (medians of ${pairs} pairs)${end}`);
  }
};

const machine = thisMachine();
talk(describeMachine(machine));
talk(`profile ${profile}, ${replicas} replicas of each; turns of ${seconds} s, ${pairs} pairs`);
await using copy = await upBoth(profile);
await using bare = await startBare(copy);
const sides = [plinthSide(copy), bare.behindNginx, bare.side];
const asked = await Promise.all(sides.map((side) => pathsOf(copy, side)));
const compared: Compared[] = [];
for (const index of asked[0]?.keys() ?? []) {
  const paths = asked.flatMap((each) => each[index] ?? []);
  const one = await compare(sides, paths, (...of) => turn(copy, ...of));
  compared.push(one);
  print(one, sides);
}
if (json) console.log(JSON.stringify({ machine, profile, seconds, wanted, compared }, null, 2));
process.exitCode = compared.every(isMet) ? 0 : 1;
