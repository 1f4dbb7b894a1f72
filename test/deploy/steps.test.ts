import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { perform } from "#plinth/cloud/perform/perform.ts";
import { accountSteps } from "#plinth/cloud/steps/account-steps.ts";
import { clusterSteps } from "#plinth/cloud/steps/cluster-steps.ts";
import { deploymentOf } from "#plinth/cloud/steps/deployment.ts";
import { destroySteps } from "#plinth/cloud/steps/destroy-steps.ts";
import { imageSteps } from "#plinth/cloud/steps/image-steps.ts";
import { shellOf } from "#plinth/cloud/steps/shell.ts";
import type { Step } from "#plinth/cloud/steps/step.ts";
import type { Way } from "#plinth/cloud/steps/way.ts";
import { withSources } from "#plinth/project/source-code.ts";
import cloudDesign from "../../systems/cloud-design/system.ts";
import timeSystem from "../../systems/simple-time-service/system.ts";
import { expectGolden } from "../golden.ts";
import { tempProject } from "../temp-project.ts";
import { programsIn } from "./programs.ts";

const { system } = timeSystem.build({ profile: "production" });
const deployment = deploymentOf(system);
const way: Way = {
  programs: { terraform: "terraform", builder: "buildah" },
  project: "/project",
  tags: new Map([["time", "0123-4567"]]),
  rolloutMs: 600_000,
  hasClusters: true,
};
// The call at the door would wait for an address that nobody has.
const deploying = [...accountSteps(deployment, way), ...clusterSteps(deployment, way)];
const destroying = destroySteps(deployment, way);

const golden = (name: string): string => join(import.meta.dir, "golden", name);

const { system: onK3s } = cloudDesign.build({ profile: "prod" });
const ofK3s = deploymentOf(withSources(onK3s, join(import.meta.dir, "..", "..")));

for (const [name, { digestsAsked }, steps] of [
  ["deploy", deployment, deploying],
  ["destroy", deployment, destroying],
  ["deploy-k3s", ofK3s, [...accountSteps(ofK3s, way), ...clusterSteps(ofK3s, way)]],
  ["destroy-k3s", ofK3s, destroySteps(ofK3s, way)],
] as const) {
  test(`what ${name} does is a script that can be read`, async () => {
    const lines = shellOf(steps, { folder: "/work", env: {} });
    await expectGolden(golden(`${name}.sh`), `${lines.join("\n")}\n`);
  });

  test(`the script of ${name} calls what a performance calls, in the same order`, async () => {
    const without = steps.map((step): Step => {
      return { ...step, deeds: step.deeds.filter((deed) => deed.do !== "call") };
    });
    using performed = tempProject({});
    const first = programsIn(performed.root);
    const digests = digestsAsked.map(({ name }) => [name, "sha256:def"] as const);
    mkdirSync(performed.at("terraform/bootstrap"), { recursive: true });
    writeFileSync(performed.at("main.kubeconfig"), "");
    await perform(without, {
      folder: performed.root,
      env: { PATH: first.path },
      values: new Map(digests),
      confirm: async () => true,
      on: () => {},
      stopping: new AbortController().signal,
      afterStop: "",
    });

    using scripted = tempProject({ "terraform/bootstrap/.keep": "", "main.kubeconfig": "" });
    const second = programsIn(scripted.root);
    const script = shellOf(without, { folder: scripted.root, env: {} }).join("\n");
    const env = { PATH: second.path, ...Object.fromEntries(digests) };
    const shell = Bun.spawn(["sh", "-c", script], { env, stdout: "ignore", stderr: "pipe" });
    expect(await new Response(shell.stderr).text()).toBe("");
    expect(await shell.exited).toBe(0);
    // The two ends of a pipe start in either order.
    const inOrder = (lines: readonly string[]) =>
      lines.filter((line) => !line.includes("get-login-password"));
    expect(inOrder(await second.called())).toEqual([...inOrder(await first.called())]);
    expect((await first.called()).length).toBeGreaterThan(8);
  });
}

test("a secret is on no command line", async () => {
  const lines = shellOf(deploying, { folder: "/work", env: {} });
  const login = lines.find((line) => line.includes(" login "));
  expect(login).toContain("aws ecr get-login-password --region us-west-1 | buildah login");
  expect(login).toContain("--password-stdin");
});

test("what is deployed is what synth writes, and the files are not touched", () => {
  using folder = tempProject({});
  for (const [path, text] of deployment.files) {
    mkdirSync(dirname(folder.at(path)), { recursive: true });
    writeFileSync(folder.at(path), text);
  }
  const written = deploying.flatMap(({ deeds }) =>
    deeds.flatMap((deed) => (deed.do === "write" ? [deed.path] : [])),
  );
  expect(written.filter((path) => deployment.files.has(path))).toEqual([]);
});

test("what services share is built once, from the root of the workspaces that it is one of", () => {
  const described = cloudDesign.build({ profile: "dev" }).system;
  const shared = deploymentOf(withSources(described, join(import.meta.dir, "..", "..")));
  const lines = shellOf(imageSteps(shared, way), { folder: "/work", env: {} });
  const builds = lines.filter((line) => line.includes("buildah build "));
  expect(
    builds.map((line) => / images\/([\w-]+)\/Dockerfile .* (\S+)$/.exec(line)?.slice(1)),
  ).toEqual([
    ["api-gateway", "/project"],
    ["billing", "/project"],
    ["inventory", "/project"],
  ]);
});
