import { Refusal } from "#plinth/model/refusal.ts";
import type { Step } from "../steps/step.ts";
import type { Change } from "../terraform/message.ts";
import type { Ended } from "./run-program.ts";

interface Failed {
  readonly step: Step;
  /** As it could be typed. */
  readonly command: string;
  readonly ended: Ended;
  /** What the last plan changes. */
  readonly planned: readonly Change[];
  /** What it said is shown to nobody. */
  readonly isSecret: boolean;
}

/** Lines of a program that are shown when it failed. */
const shownMax = 12;

const lock = /error acquiring the state lock/i;

/** Somebody else holds the state; Terraform tells who in its own words. */
const lockHeld = (detail: string): Refusal => {
  const field = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}:\\s*(\\S.*?)\\s*$`, "m").exec(detail)?.[1];
  const id = field("ID");
  const who = field("Who") ?? "somebody";
  const since = field("Created");
  const says = `the state is locked by ${who}${since === undefined ? "" : ` since ${since}`}`;
  const force = `terraform -chdir=terraform force-unlock ${id ?? "ID"}`;
  return new Refusal("cloud", `${says}; wait until it is done, and run this again`, {
    details: [`if you know that nobody is at it: ${force}`],
  });
};

/** Why a command failed, in its own words. */
export const failureOf = ({ step, command, ended, isSecret, planned }: Failed): Refusal => {
  const { exitCode, problems, complaints, output } = ended;
  const locked = [
    ...problems.map((each) => `${each.summary}\n${each.detail}`),
    complaints.join("\n"),
  ];
  const held = locked.find((each) => lock.test(each));
  if (held !== undefined) return lockHeld(held);
  const told = problems.map(({ summary, detail }) => (detail ? `${summary}\n${detail}` : summary));
  // With -detailed-exitcode a plan that changes something ends in 2 and says nothing else.
  const drift = exitCode === 2 ? planned.map((each) => `${each.action} ${each.address}`) : [];
  if (told.length === 0) told.push(...drift);
  const said = told.length > 0 ? told : complaints.length > 0 ? complaints : output.split("\n");
  const details = isSecret ? [] : said.flatMap((each) => each.split("\n")).slice(-shownMax);
  const says = `"${step.id}" failed: ${command} ended with ${exitCode}`;
  return new Refusal("cloud", `${says}; mend what it says, and run this again: it goes on there`, {
    details: [...details, step.ifItFails ?? ""].filter((line) => line.trim() !== ""),
  });
};

/** Stopped by Ctrl-C, with what is left. */
export const interruption = (step: Step, afterStop: string): Refusal =>
  new Refusal("interrupted", `stopped in "${step.id}"; ${afterStop}`);
