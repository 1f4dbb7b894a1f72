/**
 * The whole of a deployment, for real but for the cloud: Terraform with its provider against the AWS
 * stand-in, objects into a real control plane, a second plan, a destroy, and nothing left.
 */
import { expect } from "bun:test";
import { existsSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import type { Timed } from "#plinth/cloud/perform/timeline.ts";
import { leftOut } from "#plinth/cloud/rehearsal/limits.ts";
import type { System } from "#plinth/model/system.ts";
import { plannedAddresses } from "#plinth/outputs/terraform/index.ts";
import cloudDesign from "../../systems/cloud-design/system.ts";
import timeSystem from "../../systems/simple-time-service/system.ts";
import { judgeAt, judgesFolder, judgeTest, verdict } from "../judges/judge.ts";
import { tempProject } from "../temp-project.ts";

const root = join(import.meta.dir, "..", "..");
const program = join(root, "src", "cli", "main.ts");
const rehearsals = join(root, ".plinth", "rehearsal");

/** All of these are real in a rehearsal, but for moto. */
const needs = [
  ...["terraform", "aws", "kubectl", "moto_server"],
  ...["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"],
  "terraform-plugins/registry.terraform.io",
];

const environment = (): Record<string, string | undefined> => ({
  ...process.env,
  PATH: [join(judgesFolder, "bin"), join(judgesFolder, "python", "bin"), process.env.PATH].join(
    ":",
  ),
  PLINTH_TERRAFORM_PLUGINS:
    process.env.PLINTH_TERRAFORM_PLUGINS ?? join(judgesFolder, "terraform-plugins"),
  NO_COLOR: "1",
});

type Line = DeployEvent & {
  readonly timeline?: readonly Timed[];
  readonly standsIn?: readonly string[];
  readonly refused?: unknown;
};

interface Rehearsed {
  readonly code: number;
  readonly lines: readonly Line[];
  readonly err: string;
}

/** Rehearses; `act` is told of each event as it happens, and may do harm. */
const rehearse = async (
  profile: string,
  act: (event: Line, child: Bun.Subprocess) => void = () => {},
  env = environment(),
  system = "simple-time-service",
): Promise<Rehearsed> => {
  const words = ["deploy", system, "--rehearse", "--json", "--profile", profile];
  const child = Bun.spawn([process.execPath, program, ...words], {
    cwd: root,
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const complaints = new Response(child.stderr).text();
  const lines: Line[] = [];
  let rest = "";
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    const whole = (rest + piece).split("\n");
    rest = whole.pop() ?? "";
    for (const text of whole) {
      const line: Line = JSON.parse(text);
      lines.push(line);
      act(line, child);
    }
  }
  return { code: await child.exited, lines, err: await complaints };
};

const leftFolders = (): readonly string[] =>
  existsSync(rehearsals) ? readdirSync(rehearsals) : [];

/** Processes that stand in a folder of a rehearsal here (proc(5)); none are seen elsewhere than on Linux. */
const leftProcesses = (within = rehearsals): readonly number[] =>
  (existsSync("/proc") ? readdirSync("/proc") : []).flatMap((entry) => {
    try {
      const isOurs = /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`).startsWith(within);
      return isOurs ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });

const expectNothingLeft = (): void => {
  expect(leftFolders()).toEqual([]);
  expect(leftProcesses()).toEqual([]);
};

const isOut = (address: string): boolean =>
  leftOut.some(({ type }) => address.includes(`.${type}.`) || address.startsWith(`${type}.`));

/** What was made and what went, against what the model predicts. */
const judged = (system: System, { code, lines, err }: Rehearsed): void => {
  expect({ code, err }).toMatchObject({ code: 0 });
  let count = 0;
  for (const [root, at] of [
    ["bootstrap", "terraform/bootstrap"],
    ["main", "terraform"],
  ] as const) {
    const predicted = plannedAddresses(system, root).filter((each) => !isOut(each));
    const [first] = lines.filter((each) => each.type === "plan" && each.root === at);
    const changes = first?.type === "plan" ? first.changes : [];
    expect(changes.map(({ address }) => address).sort()).toEqual([...predicted]);
    expect(changes.every(({ action }) => action === "create")).toBe(true);
    count += predicted.length;
  }
  const ended = (action: string): number =>
    lines.filter(
      (each) => each.type === "resource" && each.state === "ends" && each.action === action,
    ).length;
  expect({ made: ended("create"), gone: ended("delete") }).toEqual({ made: count, gone: count });
  const timeline = lines.at(-1)?.timeline ?? [];
  // A Job that fits is not deleted.
  const skipped = timeline.filter(({ outcome }) => outcome !== "done").map(({ step }) => step);
  expect(skipped.filter((step) => !step.startsWith("stale "))).toEqual([]);
  expect(timeline.map(({ step }) => step)).toContain("second plan");
  expect(timeline.at(-1)?.step).toBe("nothing left in the account");
  verdict({
    judge: "terraform apply, plan, destroy",
    version: "against the AWS stand-in",
    lookedAt: `${system.name}, ${system.profile}; left out: ${leftOut.map(({ type }) => type).join(", ")}`,
    checks: count,
    findings: 0,
  });
};

// Side by side: nearly all of it is the provider's waiting.
judgeTest(
  "what is predicted is planned and applied, nothing drifts, nothing is left, in all profiles",
  needs,
  async () => {
    const systems = [timeSystem, cloudDesign].flatMap((definition) =>
      definition.profiles.map((profile) => definition.build({ profile }).system),
    );
    const rehearsed = await Promise.all(
      systems.map(({ name, profile }) => rehearse(profile, undefined, environment(), name)),
    );
    for (const [i, system] of systems.entries()) {
      const one = rehearsed[i];
      if (one) judged(system, one);
    }
    expectNothingLeft();
  },
  1_200_000,
);

judgeTest(
  "a stand-in that is killed half way ends the rehearsal in a sentence, and nothing is left",
  needs,
  async () => {
    const { code, lines, err } = await rehearse("development", (event) => {
      if (event.type === "resource" && event.state === "ends") {
        for (const name of leftFolders()) {
          for (const pid of leftProcesses(join(rehearsals, name, "moto")))
            process.kill(pid, "SIGKILL");
        }
      }
    });
    expect(code).toBe(8);
    expect(err).toContain("the AWS stand-in (moto) has ended in the middle of the rehearsal");
    expect(lines.some((each) => each.type === "resource")).toBe(true);
    expectNothingLeft();
  },
  120_000,
);

const moments: Readonly<Record<string, (event: Line) => boolean>> = {
  "as the stand-in starts": (event) => event.type === "step-begins" && event.step === "stand-in",
  "as Terraform gets its provider": (event) =>
    event.type === "step-begins" && event.step === "state bucket",
  "as resources are made": (event) => event.type === "resource" && event.state === "ends",
};

for (const [when, isNow] of Object.entries(moments)) {
  judgeTest(
    `Ctrl-C ${when} leaves nothing behind`,
    needs,
    async () => {
      let isAsked = false;
      const { code, err } = await rehearse("development", (event, child) => {
        if (isAsked || !isNow(event)) return;
        isAsked = true;
        child.kill("SIGINT");
      });
      expect(code).toBe(130);
      expect(err).toContain("nothing of the rehearsal is left");
      expectNothingLeft();
    },
    180_000,
  );
}

const ofClusters = [
  "kubectl",
  ...["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"],
];

/** A PATH on which there is what clusters take, and nothing for an account. */
const clustersOnly = () => {
  const folder = tempProject({});
  for (const name of ofClusters) symlinkSync(judgeAt(name) ?? "", folder.at(name));
  const env = { HOME: folder.root, PATH: folder.root, NO_COLOR: "1" };
  return { env, [Symbol.dispose]: () => folder[Symbol.dispose]() };
};

judgeTest(
  "without Terraform and moto the clusters are rehearsed all the same, in exit code 10",
  ofClusters,
  async () => {
    using only = clustersOnly();
    const { code, lines } = await rehearse("production", () => {}, only.env);
    expect(code).toBe(10);
    const timeline = lines.at(-1)?.timeline ?? [];
    const outcomes = timeline.map(({ step, outcome }) => `${step} ${outcome}`);
    expect(outcomes).toEqual([
      "account skipped",
      "control plane main done",
      "objects main done",
      "rollout main done",
      "delete main done",
    ]);
    expectNothingLeft();
  },
  180_000,
);

judgeTest(
  "what operators bring is applied to a real API server in its order, and what stands in is told",
  ofClusters,
  async () => {
    using only = clustersOnly();
    const { code, lines } = await rehearse("dev", () => {}, only.env, "cloud-design");
    expect(code).toBe(10);
    const last = lines.at(-1);
    expect(last?.timeline?.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      "account skipped",
      ...["control plane", "disks", "kinds", "namespace"].map((step) => `${step} main done`),
      ...["operators", "secrets"].flatMap((step) => [
        `kinds of ${step} main done`,
        `${step} main done`,
      ]),
      ...["release main done", "stale inventory-seed main done", "objects main done"],
      ...["kinds of autoscaling main done", "autoscaling main done"],
      ...["job inventory-seed main done", "rollout main done"],
      ...["delete autoscaling main done", "delete secrets main done"],
      ...["delete main done", "delete operators main done"],
    ]);
    expect(last?.standsIn?.join("\n")).toContain("no operator runs: no chart is installed");
    expect(last?.standsIn?.join("\n")).toContain("zeros in place of the account's number");
    expectNothingLeft();
  },
  180_000,
);

judgeTest(
  "an API server that is killed half way ends the rehearsal in a sentence, and nothing is left",
  ofClusters,
  async () => {
    using only = clustersOnly();
    const { code, err } = await rehearse(
      "production",
      (event) => {
        if (event.type !== "step-begins" || event.step !== "rollout main") return;
        for (const pid of leftProcesses()) {
          const words = readFileSync(`/proc/${pid}/cmdline`, "latin1");
          if (words.includes("kube-apiserver")) process.kill(pid, "SIGKILL");
        }
      },
      only.env,
    );
    expect(code).toBe(8);
    expect(err).toContain("in the middle of the rehearsal; all else was ended");
    expect(err).toContain("kube-apiserver");
    expectNothingLeft();
  },
  180_000,
);

judgeTest(
  "without kubectl, moto and a control plane both parts are skipped by name, in exit code 10",
  ["terraform"],
  async () => {
    const words = ["deploy", "simple-time-service", "--rehearse"];
    const folder = join(judgeAt("terraform") ?? "", "..");
    const child = Bun.spawn([process.execPath, program, ...words], {
      cwd: root,
      env: { PATH: `${folder}/none`, HOME: root },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const err = await new Response(child.stderr).text();
    expect(await child.exited).toBe(10);
    expect(err).toContain("moto_server is not on PATH");
    expect(err).toContain("kube-apiserver is missing, and without it no object is judged or kept");
    expectNothingLeft();
  },
);
