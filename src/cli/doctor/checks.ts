import type { Facts } from "./facts.ts";
import { toolName, tools } from "./tools.ts";

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `warn`: it works, but; `fail`: it does not. */
  readonly verdict: "pass" | "warn" | "fail";
  readonly says: string;
  /** What to do, unless it passes. */
  readonly remedy?: string;
}

const pass = (name: string, says: string): Check => ({ name, verdict: "pass", says });

const bad = (name: string, verdict: "warn" | "fail", says: string, remedy: string): Check => ({
  name,
  verdict,
  says,
  remedy,
});

/** The lowest Node that `engines` in package.json admits. */
const nodeMajorMin = 20;

const nodeCheck = ({ node }: Facts): Check => {
  const remedy = `install Node ${nodeMajorMin} or newer`;
  if (node === undefined) return bad("node", "warn", "not on PATH", remedy);
  const isNew = Number(/^v?(\d+)/.exec(node)?.[1]) >= nodeMajorMin;
  return isNew ? pass("node", node) : bad("node", "fail", `${node} is too old`, remedy);
};

const npmCheck = ({ npm }: Facts): Check =>
  npm === undefined
    ? bad("npm", "warn", "not on PATH", "it comes with Node; install that")
    : pass("npm", npm);

const bunCheck = ({ bun }: Facts): Check =>
  bun.wanted === bun.found
    ? pass("bun", bun.found)
    : bad(
        "bun",
        "warn",
        `${bun.found}, made for ${bun.wanted}`,
        "run `npm ci`, and unset PLINTH_BUN",
      );

const platformCheck = ({ platform, architecture, release }: Facts): Check => {
  const says = `${platform} ${architecture} ${release}`;
  if (platform === "linux" || platform === "darwin") return pass("platform", says);
  return bad("platform", "warn", `${says} is not tested`, "use Linux or macOS, or WSL on Windows");
};

const portCheck = ({ freePort }: Facts): Check =>
  freePort === undefined
    ? bad(
        "ports",
        "fail",
        "no port is free on 127.0.0.1",
        "end what listens there, or ask a firewall",
      )
    : pass("ports", `free ones are found, e.g. ${freePort}`);

const loopbackCheck = ({ loopback, loopbackNeighbour }: Facts): Check => {
  if (!loopback) return bad("loopback", "fail", "127.0.0.1 cannot be listened on", "bring lo up");
  if (loopbackNeighbour) return pass("loopback", "127.0.0.1 and 127.0.0.2 can be listened on");
  const remedy = "on macOS: sudo ifconfig lo0 alias 127.0.0.2";
  return bad("loopback", "warn", "127.0.0.2 cannot be listened on", remedy);
};

/** A replica takes about ten files, its gateway two for each connection. */
const openFilesWanted = 4_096;

const filesCheck = ({ openFilesMax }: Facts): Check => {
  if (openFilesMax === undefined) return pass("open files", "the limit is not known here");
  if (openFilesMax >= openFilesWanted) return pass("open files", `at most ${openFilesMax}`);
  const says = `at most ${openFilesMax}, little for many connections`;
  return bad("open files", "warn", says, `run \`ulimit -n ${openFilesWanted}\` first`);
};

const stateCheck = ({ state }: Facts): Check =>
  state.isWritable
    ? pass("state", `${state.folder} can be written to`)
    : bad("state", "fail", `${state.folder} cannot be written to`, "change its permissions");

const toolChecks = (facts: Facts): Check[] =>
  tools.map((tool) => {
    const found = facts.tools.get(toolName(tool));
    if (found) return pass(toolName(tool), `${found.program} ${found.version ?? "there"}`);
    const says = `not there; optional: ${tool.use}`;
    return bad(
      toolName(tool),
      "warn",
      says,
      `\`plinth setup ${toolName(tool)}\` says how to get it`,
    );
  });

const copyChecks = ({ copies }: Facts): Check[] =>
  copies
    .filter(({ state }) => state === "orphaned" || state === "damaged")
    .map(({ name, state, why }) => {
      const says = `it is ${state}${why === undefined ? "" : `: ${why}`}`;
      return bad(`copy ${name}`, "warn", says, `\`plinth down ${name}\` ends what is left of it`);
    });

/** Judges a machine. Pure: the same facts have the same verdicts. */
export const checksOf = (facts: Facts): Check[] => [
  nodeCheck(facts),
  npmCheck(facts),
  bunCheck(facts),
  platformCheck(facts),
  portCheck(facts),
  loopbackCheck(facts),
  filesCheck(facts),
  stateCheck(facts),
  ...copyChecks(facts),
  ...toolChecks(facts),
];

/** What to put into a report: versions and sizes in one line, no names of people or places. */
export const reportLine = (facts: Facts): string => {
  const { plinth, bun, node, npm, platform, architecture, release, processors, memoryMib } = facts;
  return [
    `plinth ${plinth}`,
    `bun ${bun.found}`,
    `node ${node ?? "not found"}`,
    `npm ${npm ?? "not found"}`,
    `${platform} ${architecture} ${release}`,
    `${processors} processors`,
    `${memoryMib} MiB`,
  ].join(" · ");
};
