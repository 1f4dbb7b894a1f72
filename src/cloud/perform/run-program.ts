import { after, type Cancel } from "#plinth/host/clock.ts";
import { start } from "#plinth/host/processes/start.ts";
import { type Message, messageOf } from "../terraform/message.ts";

/** How a program ended, with what it wrote. */
export interface Ended {
  readonly exitCode: number;
  /** Of its standard output. */
  readonly output: string;
  /** The last lines of its standard error. */
  readonly complaints: readonly string[];
  /** Errors that Terraform told. */
  readonly problems: readonly (Message & { readonly type: "problem" })[];
}

export interface Program {
  readonly words: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** When it aborts, the program is asked to end in good order, as Ctrl-C does. */
  readonly stopping: AbortSignal;
  /** It is ended outright so long after it was asked, ms. @default never, for it may hold a state */
  readonly patienceMs?: number;
  started?(pid: number): void;
  readonly onLine?: (line: string) => void;
  /** Given: its output is Terraform's messages. */
  readonly onMessage?: (message: Message) => void;
}

/** Lines of complaint that are kept. */
const complaintsMax = 30;

/** Runs a program to its end. Never throws: what cannot be started ends in 127. */
export const runProgram = async (program: Program): Promise<Ended> => {
  const { words, folder, env, input, stopping, patienceMs, onLine, onMessage } = program;
  const output: string[] = [];
  const complaints: string[] = [];
  const problems: (Message & { readonly type: "problem" })[] = [];
  const take = (stream: "stdout" | "stderr", line: string): void => {
    onLine?.(line);
    const message = stream === "stdout" && onMessage ? messageOf(line) : undefined;
    if (message) onMessage?.(message);
    if (message?.type === "problem") problems.push(message);
    if (stream === "stdout") return void (onMessage ?? output.push(line));
    complaints.push(line);
    if (complaints.length > complaintsMax) complaints.shift();
  };
  try {
    const child = start({
      command: words,
      cwd: folder,
      env,
      onLine: take,
      ...(input !== undefined && { input }),
    });
    program.started?.(child.pid);
    let cancel: Cancel = () => {};
    const interrupt = (): void => {
      child.signal("SIGINT");
      if (patienceMs !== undefined) cancel = after(patienceMs, () => child.signal("SIGKILL"));
    };
    stopping.addEventListener("abort", interrupt, { once: true });
    const { exitCode } = await child.ended;
    stopping.removeEventListener("abort", interrupt);
    cancel();
    return { exitCode, output: output.join("\n"), complaints, problems };
  } catch (error) {
    return { exitCode: 127, output: "", complaints: [(error as Error).message], problems };
  }
};
