import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import type { SourceCode } from "#plinth/model/source-code.ts";
import { filesOf } from "../files.ts";

type Cluster = ReturnType<Parameters<Parameters<typeof system>[2]>[0]["kubernetes"]>;
type Service = Parameters<Cluster["service"]>[1];
type Job = Parameters<Cluster["job"]>[1];

/** The files of images, where all services have one source, and `code` is what that holds. */
const filesOfImages = (
  services: Readonly<Record<string, Service>>,
  code?: SourceCode,
  jobs: Readonly<Record<string, Job>> = {},
) => {
  const { system: model, findings } = system("shop", {}, (s) => {
    const main = s.kubernetes("main");
    for (const [name, props] of Object.entries(services)) main.service(name, props);
    for (const [name, props] of Object.entries(jobs)) main.job(name, props);
  }).build({ profile: "default" });
  expect(findings).toEqual([]);
  const known = code ? { ...model, sources: new Map([["services/web", code]]) } : model;
  return new Map([...filesOf(known)].filter(([path]) => path.startsWith("images/")));
};

const imagesOf = (props: Service): Map<string, string> => filesOfImages({ web: props });

const web = { source: "services/web", runtime: "bun@1.4.5", port: 8081 } as const;
const digest = `sha256:${"ab".repeat(32)}`;

const dockerfileOf = (props: Service): string =>
  imagesOf(props).get("images/web/Dockerfile") ?? "none";

test("a digest that nobody has said is asked for and never made up", () => {
  const text = dockerfileOf({ ...web, image: { base: "example.com/base:1" } });
  expect(text).toContain("\nARG EXAMPLE_COM_BASE_1_DIGEST\n");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker puts the argument in.
  expect(text).toContain("\nFROM example.com/base:1@${EXAMPLE_COM_BASE_1_DIGEST}\n");
  expect(text).not.toMatch(/^(ARG|FROM).*sha256:/m);
});

test("a digest in the model is the one that is built on", () => {
  const text = dockerfileOf({ ...web, image: { base: `example.com/base:1@${digest}` } });
  expect(text).toContain(`\nFROM example.com/base:1@${digest}\n`);
  expect(text).toContain(`image.base.digest="${digest}"`);
  expect(text).not.toContain("EXAMPLE_COM_BASE_1_DIGEST");
});

test("the program runs as the user and on the port of the model, and without a shell", () => {
  const [, last = ""] = dockerfileOf({ ...web, image: { user: "7:8" } }).split(/\n(?=FROM gcr)/);
  expect(last).toContain("\nUSER 7:8\n");
  expect(last).toContain("\nEXPOSE 8081\n");
  expect(last).toContain('\nENTRYPOINT ["/program"]\n');
  expect(last).not.toMatch(/^(RUN|CMD|SHELL)/m);
});

test("a user that is not named has no rights", () => {
  expect(dockerfileOf(web)).toContain("\nUSER 65532:65532\n");
});

test("a service whose image is not written here is listed with the reason", () => {
  const files = imagesOf({ ...web, runtime: "go@1.26" });
  expect([...files.keys()]).toEqual(["images/README.md"]);
  expect(files.get("images/README.md")).toContain(
    "| `main/web` | none is written: it is written for go@1.26, and only Bun's programs",
  );
});

const workspace = {
  is: "workspace",
  root: "programs",
  lock: "bun.lock",
  settings: ["kit/package.json", "package.json", "web/package.json"],
  folders: ["web", "kit"],
} as const;

/** The line that compiles, with what comes before it. */
const runOf = (code: SourceCode): string =>
  /^RUN (?:.*\\\n)*.*$/m.exec(
    filesOfImages({ web }, code).get("images/web/Dockerfile") ?? "",
  )?.[0] ?? "none";

test("a program without packages installs nothing", () => {
  for (const code of [{ is: "files" }, { is: "package", imports: false }] as const) {
    expect(runOf(code)).toStartWith("RUN bun build --compile");
  }
});

test("a package installs what its lock file says, and no script of a package runs", () => {
  const run = runOf({ is: "package", imports: true, lock: "package-lock.json" });
  expect(run).toStartWith("RUN bun install --frozen-lockfile --production --ignore-scripts \\\n");
  expect(run).toEndWith("/compiled/program .");
});

test("a workspace is built from its root, of which only what it needs is let in", () => {
  const files = filesOfImages({ web }, workspace);
  expect(files.get("images/web/Dockerfile")).toContain("Dockerfile programs\n");
  expect(runOf(workspace)).toContain(" --filter ./web \\\n");
  expect(runOf(workspace)).toEndWith("/compiled/program ./web");
  const [, all, ...lines] = files.get("images/web/Dockerfile.dockerignore")?.split("\n") ?? [];
  expect(all).toBe("*");
  expect(lines.filter((line) => line.startsWith("!"))).toEqual(
    [...workspace.settings, "bun.lock", "web", "kit"].map((path) => `!${path}`),
  );
  // The last that fits counts.
  expect(lines.indexOf("**/node_modules")).toBeGreaterThan(lines.indexOf("!kit"));
});

test.each([
  ["services/web", { is: "package", imports: true }],
  ["programs", { is: "workspace", root: "programs", settings: [], folders: ["web"] }],
] as const)("what imports packages without a lock file in %s is refused", (folder, code) => {
  expect(() => runOf(code)).toThrow(
    `"main/web" imports packages, and no lock file in "${folder}" says which`,
  );
});

test("two services that are called the same have an image, a name and a repository each", () => {
  const { system: model } = system("shop", {}, (s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const registry = aws.registry("images", { host: "ecr" });
    for (const name of ["one", "two"]) {
      const network = aws.network(name, {
        cidr: "10.0.0.0/16",
        publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
        privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
        nat: "none",
      });
      const source = `services/${name}`;
      network
        .eks("main", { version: "1.36" })
        .service("web", { ...web, source, image: { registry } });
    }
  }).build({ profile: "default" });
  const files = filesOf(model);
  const registry = files.get("terraform/modules/registry/main.tf.json");
  for (const name of ["aws.one.main.web", "aws.two.main.web"]) {
    expect([...files.keys()]).toContain(`images/${name}/Dockerfile`);
    expect(registry).toContain(`"name": "shop/${name}"`);
    expect(
      [...files.values()].filter((text) => text.includes(`image: shop/${name}@`)),
    ).toHaveLength(1);
  }
});

test("services of one source share an image, unless it would be another", () => {
  const both = filesOfImages({ door: web, web: { ...web, env: { ROLE: "worker" } } });
  expect([...both.keys()].filter((path) => path.endsWith("file"))).toEqual([
    "images/web/Dockerfile",
  ]);
  expect(both.get("images/README.md")).toContain("| `main/door`, `main/web` |");
  const apart = filesOfImages({ door: { ...web, image: { user: 7 } }, web });
  expect([...apart.keys()].filter((path) => path.endsWith("file"))).toEqual([
    "images/door/Dockerfile",
    "images/web/Dockerfile",
  ]);
});

const dockerfilesOf = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files.keys()].filter((path) => path.endsWith("/Dockerfile"));

test("a job of a service's source is a role of it and has its image, unless it says another", () => {
  const source = "services/web";
  const role = filesOfImages({ web }, undefined, { fill: { source } });
  expect(dockerfilesOf(role)).toEqual(["images/web/Dockerfile"]);
  expect(role.get("images/README.md")).toContain("| `main/fill`, `main/web` |");
  const same = filesOfImages({ web }, undefined, { fill: { source, runtime: web.runtime } });
  expect(dockerfilesOf(same)).toEqual(["images/web/Dockerfile"]);
  const image = { user: 7 };
  const other = filesOfImages({ web }, undefined, { fill: { ...web, image } });
  expect(dockerfilesOf(other)).toEqual(["images/fill/Dockerfile", "images/web/Dockerfile"]);
});

test("a job of its own source has an image of its own, which listens on no port", () => {
  const own = { source: "services/fill", runtime: "bun@1.4.5" } as const;
  const files = filesOfImages({ web }, undefined, { again: own, fill: own });
  expect(dockerfilesOf(files)).toEqual(["images/fill/Dockerfile", "images/web/Dockerfile"]);
  const text = files.get("images/fill/Dockerfile");
  expect(text).toContain('ENTRYPOINT ["/program"]');
  expect(text).not.toMatch(/PORT|EXPOSE/);
});
