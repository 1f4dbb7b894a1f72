/** One thing that `npm run judges` puts into its folder. */
export interface Step {
  readonly says: string;
  /** What is there afterwards, as paths in the folder. */
  readonly makes: readonly string[];
  /** What it is made from: when this text changes, it is made again. */
  readonly from: string;
  /** Programs that it takes; without one of them the step is left out, and says so. */
  readonly needs: readonly string[];
  readonly make: (work: Work) => Promise<void>;
}

export interface Work {
  /** Where the judges go, absolute. */
  readonly folder: string;
  /** Tells how far it is. */
  readonly say: (line: string) => void;
  /** Runs a command to its end, one line of its output at a time. @throws when it fails, with its end */
  readonly run: (
    command: readonly string[],
    options?: { readonly cwd?: string; readonly onLine?: (line: string) => void },
  ) => Promise<string>;
}

const lastLinesMax = 15;

/** The children that run now: they are ended when we are. */
const children = new Set<{ kill(): void }>();
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.once(name, () => {
    for (const child of children) child.kill();
    process.exit(130);
  });

const eachLine = async (stream: ReadableStream<Uint8Array>, take: (line: string) => void) => {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of stream) {
    const lines = `${rest}${decoder.decode(bytes, { stream: true })}`.split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }
  if (rest !== "") take(rest);
};

export const run: Work["run"] = async (command, { cwd = ".", onLine = () => {} } = {}) => {
  const child = Bun.spawn([...command], { cwd, stdin: "ignore", stderr: "pipe" });
  children.add(child);
  const said: string[] = [];
  const output: string[] = [];
  const take = (into: string[]) => (line: string) => {
    into.push(line);
    onLine(line);
  };
  await Promise.all([eachLine(child.stdout, take(output)), eachLine(child.stderr, take(said))]);
  const code = await child.exited;
  children.delete(child);
  if (code === 0) return output.join("\n");
  const end = [...output, ...said].slice(-lastLinesMax).join("\n");
  throw new Error(`${command.slice(0, 3).join(" ")} … ended with ${code}:\n${end}`);
};
