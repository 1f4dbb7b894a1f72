import { dirname, join } from "node:path";
import { nowMs, pause } from "#plinth/host/clock.ts";
import { askHttp, whyNoAnswer } from "#plinth/host/http-client.ts";
import { makeFolder, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { shellWord } from "../steps/shell.ts";
import type { Call, Deed, Run, Step, Text } from "../steps/step.ts";
import type { Change } from "../terraform/message.ts";
import type { DeployEvent } from "./event.ts";
import { failureOf, interruption } from "./failure.ts";
import { type Ended, runProgram } from "./run-program.ts";

/** Where steps are performed, and who is told. */
export interface Stage {
  /** The work folder, absolute. */
  readonly folder: string;
  /** The whole environment of what is run. */
  readonly env: Readonly<Record<string, string>>;
  /** Values as they become known. */
  readonly values: Map<string, string>;
  /** Whether a plan is to be applied; asked once for each that changes something. */
  confirm(root: string, changes: readonly Change[]): Promise<boolean>;
  on(event: DeployEvent): void;
  /** Aborts when somebody asks us to stop: what runs is asked to end in good order. */
  readonly stopping: AbortSignal;
  /** What runs is ended outright so long after that, ms. @default never */
  readonly patienceMs?: number;
  /** Told of each process that is started, the leader of its group. */
  started?(pid: number): void;
  /** What is left after an interruption and what to do, as the end of a sentence. */
  readonly afterStop: string;
}

/** A text with its values put in. */
const textOf = (text: Text, values: ReadonlyMap<string, string>): string => {
  const parts = typeof text === "string" || "value" in text ? [text] : text;
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      const known = values.get(part.value);
      if (known === undefined) throw new Error(`"${part.value}" is not known yet`);
      return known;
    })
    .join("");
};

class Performance {
  private readonly stage: Stage;
  private planned: Change[] = [];

  constructor(stage: Stage) {
    this.stage = stage;
  }

  async step(step: Step): Promise<void> {
    const { stage } = this;
    if (stage.stopping.aborted) throw interruption(step, stage.afterStop);
    stage.on({ type: "step-begins", step: step.id, says: step.says, atMs: nowMs() });
    const ends = (outcome: "done" | "skipped" | "failed", because?: string): void =>
      stage.on({
        type: "step-ends",
        step: step.id,
        outcome,
        ...(because !== undefined && { because }),
        atMs: nowMs(),
      });
    try {
      for (const { when, because = "it was done before" } of step.unless ?? []) {
        if (await this.areFine(when)) return ends("skipped", because);
      }
      for (const deed of step.deeds) {
        await this.deed(deed, step);
        if (stage.stopping.aborted) throw interruption(step, stage.afterStop);
      }
      ends("done");
    } catch (error) {
      ends("failed");
      throw error;
    }
  }

  private async areFine(commands: readonly Run[]): Promise<boolean> {
    for (const each of commands) {
      if (!this.isFine(each, await this.run(each, () => {}))) return false;
    }
    return true;
  }

  private async deed(deed: Deed, step: Step): Promise<void> {
    const { stage } = this;
    switch (deed.do) {
      case "run":
        return this.runOrRefuse(deed, step);
      case "write": {
        const path = join(stage.folder, deed.path);
        makeFolder(dirname(path));
        return writeText(path, textOf(deed.text, stage.values));
      }
      case "confirm": {
        const changes = this.planned;
        stage.on({ type: "plan", root: deed.root, changes });
        if (changes.length === 0 || (await stage.confirm(deed.root, changes))) return;
        throw new Refusal(
          "interrupted",
          `"${step.id}" was not confirmed; nothing was changed by it`,
        );
      }
      case "call":
        return this.call(deed, step);
    }
  }

  private async runOrRefuse(deed: Run, step: Step): Promise<void> {
    const { stage } = this;
    if (deed.words.includes("plan")) this.planned = [];
    const ended = await this.run(deed, (line) => stage.on({ type: "said", text: line }));
    if (stage.stopping.aborted && !this.isFine(deed, ended)) {
      throw interruption(step, stage.afterStop);
    }
    if (this.isFine(deed, ended)) return;
    const command = deed.words.map(shellWord).join(" ");
    const isSecret = deed.prints === "secret";
    throw failureOf({ step, command, ended, isSecret, planned: this.planned });
  }

  private isFine({ fine = [0], prints }: Run, { exitCode, output }: Ended): boolean {
    return fine.includes(exitCode) && (prints !== "nothing" || output.trim() === "");
  }

  private async run(deed: Run, onLine: (line: string) => void): Promise<Ended> {
    const { stage } = this;
    const { folder, env, values, stopping, patienceMs, on } = stage;
    const words = deed.words.map((word) => textOf(word, values));
    const place = {
      folder,
      env,
      stopping,
      started: (pid: number) => stage.started?.(pid),
      ...(patienceMs !== undefined && { patienceMs }),
    };
    const input =
      deed.from === undefined
        ? undefined
        : await runProgram({ ...place, words: deed.from.map((word) => textOf(word, values)) });
    if (input !== undefined && input.exitCode !== 0) return input;
    const ended = await runProgram({
      ...place,
      words,
      ...(input !== undefined && { input: input.output }),
      ...(deed.prints === undefined && deed.into === undefined && { onLine }),
      ...(deed.prints === "terraform" && {
        onMessage: (message) => {
          if (message.type === "planned") {
            const { address, action } = message;
            this.planned.push({ address, action });
          }
          if (message.type === "begins" || message.type === "ends" || message.type === "fails") {
            const { address, action, type: state } = message;
            on({ type: "resource", state, address, action, atMs: nowMs() });
          }
        },
      }),
    });
    if (deed.into !== undefined && ended.exitCode === 0) values.set(deed.into, ended.output.trim());
    return ended;
  }

  private async call({ url, timeoutMs }: Call, step: Step): Promise<void> {
    const { stage } = this;
    const address = textOf(url, stage.values);
    const endMs = nowMs() + timeoutMs;
    let last = "nobody answered";
    while (nowMs() < endMs && !stage.stopping.aborted) {
      try {
        const { status } = await askHttp(address, { signal: AbortSignal.timeout(5_000) });
        if (status < 400) return stage.on({ type: "said", text: `${address} answers ${status}` });
        last = `the last answer was ${status}`;
      } catch (error) {
        last = whyNoAnswer(error);
      }
      await pause(3_000, stage.stopping);
    }
    if (stage.stopping.aborted) throw interruption(step, stage.afterStop);
    const says = `${address} did not answer well within ${timeoutMs / 60_000} minutes: ${last}`;
    throw new Refusal("timeout", `${says}; look at the targets of the balancer`);
  }
}

/** Performs steps one after another. @throws Refusal what kept it from going on */
export const perform = async (steps: readonly Step[], stage: Stage): Promise<void> => {
  const performance = new Performance(stage);
  for (const step of steps) await performance.step(step);
};
