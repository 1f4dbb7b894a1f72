/**
 * Holds ours against a file of answers that Kubernetes gave.
 * `bun scripts/conformance.ts hpa FILE` prints `N decisions, N agree` and the first disagreements.
 */
import { parseArgs } from "node:util";

/** What `control/<name>/agreement.ts` exports as `oracle`. */
interface Oracle {
  /** What is counted, plural. */
  readonly noun: string;
  /** @throws an Error whose sentence says what is wrong with the line. */
  judge(line: string): {
    readonly total: number;
    readonly agree: number;
    readonly disagreements: readonly string[];
  };
}

/** One row an oracle. */
const oracles: Readonly<Record<string, () => Promise<{ readonly oracle: Oracle }>>> = {
  hpa: () => import("#plinth/control/hpa/agreement.ts"),
  probes: () => import("#plinth/control/kubelet/agreement.ts"),
};

const names = Object.keys(oracles).join(", ");

const help = `Holds ours against a file of answers that Kubernetes itself gave.

Usage: npm run conformance -- ORACLE FILE [--show N]

  ORACLE    which of ours: ${names}
  FILE      one JSON object a line, plain or gzipped; "-" reads standard input
  --show N  print the first N disagreements (default: 10)
  --help    print this

Prints how many answers there are and how many agree.
Exit codes: 0 all agree, 1 some do not, 2 the input cannot be used.

Example: npm run conformance -- hpa src/control/fixtures/hpa-traces.ndjson.gz`;

/** The outside: bytes of a file ("-": standard input), the result, the talk. */
export interface ConformanceHost {
  readonly read: (file: string) => Promise<Uint8Array>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Answers the exit code. */
export async function conformance(args: readonly string[], host: ConformanceHost): Promise<number> {
  try {
    const asked = parse(args);
    if (asked.help) {
      host.out(help);
      return 0;
    }
    const load = oracles[asked.name];
    if (!load) throw new Unusable(`"${asked.name}" is not an oracle; there are: ${names}`);
    const source = asked.file === "-" ? "standard input" : `"${asked.file}"`;
    const lines = linesOf(await bytesOf(asked.file, source, host), source);
    const { oracle } = await load();
    return report(judgeAll(oracle, lines, source), oracle.noun, asked.show, host);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    host.err(error.message);
    return 2;
  }
}

/** What was asked, or what was given, makes no sense: said in one sentence, exit code 2. */
class Unusable extends Error {}

function parse(args: readonly string[]) {
  const options = { help: { type: "boolean" }, show: { type: "string", default: "10" } } as const;
  const { values, positionals } = orUnusable(
    () => parseArgs({ args: [...args], options, allowPositionals: true }),
    (problem) => `${problem} See --help.`,
  );
  const show = Number(values.show);
  const [name = "", file = "", ...rest] = positionals;
  if (!Number.isInteger(show) || show < 0)
    throw new Unusable(`--show is "${values.show}"; expected a whole number, e.g. --show 20`);
  if (!values.help && (file === "" || rest.length > 0))
    throw new Unusable(`expected an oracle and a file, e.g. "hpa FILE"; oracles: ${names}`);
  return { help: values.help ?? false, show, name, file };
}

const bytesOf = (file: string, source: string, { read }: ConformanceHost): Promise<Uint8Array> =>
  read(file).catch((error: unknown) => {
    throw new Unusable(`${source} cannot be read: ${sentenceOf(error)}`, { cause: error });
  });

interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** The lines that are not empty. */
function linesOf(bytes: Uint8Array, source: string): readonly Line[] {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = orUnusable(
    () => (isGzip ? Bun.gunzipSync(new Uint8Array(bytes)) : bytes),
    (problem) => `${source} begins like gzip, but cannot be unpacked: ${problem}`,
  );
  const lines = new TextDecoder()
    .decode(plain)
    .split("\n")
    .map((text, index) => ({ text, number: index + 1 }))
    .filter((line) => line.text.trim() !== "");
  if (lines.length === 0) throw new Unusable(`${source} is empty; expected one JSON object a line`);
  return lines;
}

function judgeAll(oracle: Oracle, lines: readonly Line[], source: string) {
  const verdicts = lines.map(({ text, number }) =>
    orUnusable(
      () => oracle.judge(text),
      (problem) => `${source} line ${number} cannot be used: ${problem}`,
    ),
  );
  return {
    total: verdicts.reduce((sum, verdict) => sum + verdict.total, 0),
    agree: verdicts.reduce((sum, verdict) => sum + verdict.agree, 0),
    disagreements: verdicts.flatMap((verdict) => verdict.disagreements),
  };
}

function report(
  { total, agree, disagreements }: ReturnType<typeof judgeAll>,
  noun: string,
  show: number,
  { out }: ConformanceHost,
): number {
  out(`${total} ${noun}, ${agree} agree`);
  for (const disagreement of disagreements.slice(0, show)) out(disagreement);
  const more = disagreements.length - show;
  if (more > 0) out(`and ${more} more; --show ${disagreements.length} prints all`);
  return agree === total ? 0 : 1;
}

function orUnusable<T>(attempt: () => T, sentence: (problem: string) => string): T {
  try {
    return attempt();
  } catch (cause) {
    throw new Unusable(sentence(sentenceOf(cause)), { cause });
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : `${error}`;

if (import.meta.main)
  process.exitCode = await conformance(process.argv.slice(2), {
    read: (file) => (file === "-" ? Bun.stdin.bytes() : Bun.file(file).bytes()),
    out: console.log,
    err: console.error,
  });
