/**
 * The jobs of a pipeline run one after the other, each in a folder of its own, with what GitLab would hand
 * it and nothing else. Their tools are stand-ins that write down what they are asked.
 */
import { afterAll, expect, test } from "bun:test";
import { chmodSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempProject } from "../../../../test/temp-project.ts";
import { gitLabTextOf, type Said } from "../testing.ts";
import { linesOf, readPipeline, type WrittenJob } from "./testing.ts";

const saidOf = 'echo "$(basename "$0") $*" >> "$LOG"';

/** What each tool does besides writing down what it was asked: as little as those after it need. */
const tools: Readonly<Record<string, string>> = {
  apk: "",
  bun: "",
  git: 'case "$1" in diff) exit 1;; esac',
  cosign: 'case "$1" in login) read -r secret; [ "$secret" = for-an-hour ];; esac',
  kubectl: "",
  kustomize: 'echo "$4" >> kustomization.yaml',
  grype: `[ -f "\${1#oci-archive:}" ] && [ -z "$FOUND_HIGH" ]`,
  syft: `[ -f "\${2#oci-archive:}" ] && echo parts > "\${4#cyclonedx-json=}"`,
  aws: `[ "$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")" = a-token ]
case "$1 $2" in
  "sts get-caller-identity") echo 123456789012;;
  "ecr get-login-password") echo for-an-hour;;
esac`,
  skopeo: `case "$1" in
  login) read -r secret; [ "$secret" = for-an-hour ];;
  inspect) file=\${4#oci-archive:}; echo "sha256:$(sha256sum < "$file" | cut -d " " -f 1)";;
  copy) [ -f "\${3#oci-archive:}" ];;
esac`,
  "buildctl-daemonless.sh": `for word in "$@"; do
  case "$word" in
    *,dest=*) dest=\${word#*dest=}; echo "$*" > "\${dest%%,*}";;
  esac
done`,
};

const folder = tempProject({
  "code/services/web/main.ts": "",
  "code/out/shop/kubernetes/main/shop/image-digests/kustomization.yaml": "",
  ...Object.fromEntries(
    Object.entries(tools).map(([name, does]) => [
      `bin/${name}`,
      `#!/bin/sh\nset -e\n${saidOf}\n${does}\n`,
    ]),
  ),
});
afterAll(() => folder[Symbol.dispose]());
for (const name of Object.keys(tools)) chmodSync(join(folder.root, "bin", name), 0o755);

const copy = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
};

/** What a job kept for others: files in a folder, and variables. */
interface Kept {
  readonly at: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The files that a job's artifacts name. */
const namedBy = ({ artifacts }: WrittenJob, at: string): readonly string[] =>
  (artifacts?.paths ?? []).flatMap((path) => [
    ...new Bun.Glob(path.endsWith("/") ? `${path}**` : path).scanSync({ cwd: at }),
  ]);

const dotenvOf = async ({ artifacts }: WrittenJob, at: string): Promise<Kept["variables"]> => {
  const name = artifacts?.reports?.dotenv;
  if (name === undefined) return {};
  const lines = (await Bun.file(join(at, name)).text()).trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
};

/** Runs a pipeline up to the first job that fails: what was asked of tools, and which job failed. */
const run = async (said: Said, env: Readonly<Record<string, string>> = {}) => {
  const at = join(folder.root, `run-${Bun.hash(JSON.stringify([said, env]))}`);
  const log = join(at, "asked.txt");
  const kept = new Map<string, Kept>();
  for (const [name, job] of readPipeline(gitLabTextOf(said)).jobs) {
    const here = join(at, name);
    mkdirSync(here, { recursive: true });
    if (job.variables.GIT_STRATEGY === "clone") copy(join(folder.root, "code"), here);
    const given = job.needs.flatMap(({ job: from, artifacts }) =>
      artifacts ? (kept.get(from) ?? []) : [],
    );
    for (const each of given) if (existsSync(each.at)) copy(each.at, here);
    const tokens = Object.keys(job.id_tokens ?? {}).map((token) => [token, "a-token"] as const);
    const shell = Bun.spawn(["sh", "-e", "-c", linesOf(job).join("\n")], {
      cwd: here,
      stdout: "ignore",
      stderr: "ignore",
      env: {
        ...job.variables,
        ...Object.fromEntries(tokens),
        ...Object.assign({}, ...given.map(({ variables }) => variables)),
        ...{ CI_PROJECT_DIR: here, LOG: log, TMPDIR: at },
        AWS_WEB_IDENTITY_TOKEN_FILE: join(here, "token"),
        PATH: `${join(folder.root, "bin")}:/usr/bin:/bin`,
        // In their own images these two are at the top.
        ...{ SYFT: "syft", GRYPE: "grype" },
        ...env,
      },
    });
    if ((await shell.exited) !== 0) return { failed: name, asked: await Bun.file(log).text() };
    const mine = join(at, `${name} kept`);
    for (const file of namedBy(job, here)) copy(join(here, file), join(mine, file));
    kept.set(name, { at: mine, variables: await dotenvOf(job, here) });
  }
  const manifests = "out/shop/kubernetes/main/shop/image-digests/kustomization.yaml";
  const deployed = await Bun.file(join(at, "roll:deploy", manifests)).text();
  return { failed: undefined, asked: await Bun.file(log).text(), deployed };
};

const registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

test("what was built is pushed, signed, verified and deployed by one digest", async () => {
  const { failed, asked, deployed } = await run({});
  expect(failed).toBeUndefined();
  const [, image] =
    new RegExp(`cosign sign --yes (${registry}/shop/web@sha256:\\w{64})`).exec(asked) ?? [];
  expect(image).toBeDefined();
  for (const does of [
    `skopeo copy --preserve-digests oci-archive:image/web.tar docker://${image}`,
    `cosign attest --yes --type cyclonedx --predicate image/web.cdx.json ${image}`,
    `--certificate-oidc-issuer https://gitlab.com ${image}`,
    `kustomize edit set image shop/web=${image}`,
  ]) {
    expect(asked).toContain(does);
  }
  expect(deployed).toContain(`shop/web=${image}`);
  expect(asked.indexOf("kustomize")).toBeLessThan(asked.indexOf("kubectl apply"));
});

test("where a controller pulls, what is committed has the digests in it", async () => {
  const { failed, asked, deployed } = await run(
    { delivery: "pull" },
    {
      CI_SERVER_HOST: "gitlab.com",
      CI_PROJECT_PATH: "group/shop",
      CI_COMMIT_BRANCH: "main",
      CI_JOB_TOKEN: "the-token",
    },
  );
  expect(failed).toBeUndefined();
  expect(deployed).toContain(`shop/web=${registry}/shop/web@sha256:`);
  expect(asked).toContain("git commit --message Deploy");
  expect(asked.trimEnd().split("\n").at(-1)).toStartWith(
    "git push https://gitlab.com/group/shop.git",
  );
  expect(asked).toContain("password=$CI_JOB_TOKEN");
  expect(asked).not.toContain("the-token");
});

test("what a scan finds ends the pipeline before anything is pushed", async () => {
  const { failed, asked } = await run({}, { FOUND_HIGH: "yes" });
  expect(failed).toBe("make:scan");
  expect(asked).not.toContain("skopeo");
});
