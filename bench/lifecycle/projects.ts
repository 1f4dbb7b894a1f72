import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A project of its own in a temporary folder, removed when the `using` block ends. */
export interface Project extends Disposable {
  /** Absolute. */
  readonly root: string;
}

/** Writes files into a new temporary folder: path -> text. */
export const temporaryProject = (files: Readonly<Record<string, string>>): Project => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "plinth-bench-")));
  for (const [path, text] of Object.entries({ "package.json": "{}\n", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
};

const described = (name: string, lines: readonly string[]): string =>
  [
    `import { system } from "plinth";`,
    "",
    `export default system("${name}", {}, (s) => {`,
    ...lines.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");

/** A cluster without a service. */
export const emptyProject = (): Project =>
  temporaryProject({ "system.ts": described("empty", [`s.kubernetes("here", {});`]) });

/** The smallest server there is: it answers, and ends when it is told to. */
const server = [
  "const { HOST: hostname, PORT } = process.env;",
  `Bun.serve({ hostname, port: Number(PORT), fetch: () => new Response("ok\\n") });`,
  `process.on("SIGTERM", () => process.exit(0));`,
  "",
].join("\n");

const serviceFiles = {
  "service/package.json": `{ "main": "main.js" }\n`,
  "service/main.js": server,
};

/** So many replicas of the smallest server, asked by Kubernetes' default period of 10 s. */
export const idleProject = (replicas: number): Project =>
  temporaryProject({
    ...serviceFiles,
    "system.ts": described("idle", [
      `const vpc = s.aws("us-east-1", { zones: 2 }).network("vpc", {`,
      `  cidr: "10.0.0.0/16", publicSubnets: ["10.0.0.0/24"], privateSubnets: ["10.0.1.0/24"],`,
      "});",
      `const app = vpc.eks("main", { version: "1.36" }).service("app", {`,
      `  source: "service", port: 8080, replicas: ${replicas},`,
      `  resources: { cpu: { request: "100m" } },`,
      `  probes: { readiness: { http: "/", every: "10s" }, liveness: { http: "/", every: "10s" } },`,
      "});",
      `vpc.loadBalancer("alb", { routes: { "/*": app } });`,
    ]),
  });

/** Two replicas behind a balancer and a node port: small, but with everything that can be lost. */
export const chaosProject = (nodePort: number): Project =>
  temporaryProject({
    ...serviceFiles,
    "system.ts": described("chaos", [
      `const vpc = s.aws("us-east-1", { zones: 2 }).network("vpc", {`,
      `  cidr: "10.0.0.0/16", publicSubnets: ["10.0.0.0/24"], privateSubnets: ["10.0.1.0/24"],`,
      "});",
      `const app = vpc.eks("main", { version: "1.36" }).service("app", {`,
      `  source: "service", port: 8080, nodePort: ${nodePort}, replicas: 2,`,
      `  probes: { readiness: { http: "/", every: "1s" }, liveness: { http: "/", every: "1s" } },`,
      "});",
      `vpc.loadBalancer("alb", { routes: { "/*": app } });`,
    ]),
  });
