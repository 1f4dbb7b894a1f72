/** The files of a first system, as text. */

export interface Starting {
  /** The system's name, a DNS label. */
  readonly name: string;
  /** How the service is started; none: the small server that comes with it. */
  readonly command?: string;
  /** Where the files are, relative to the project; `""` is its root. */
  readonly folder: string;
}

/** A program in plain JavaScript, to be replaced by whatever listens on PORT. */
const server = `// Any program in any language will do: it must listen on the port in PORT.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  response.end(\`hello from process \${process.pid}\\n\`);
});
server.listen(Number(process.env.PORT), () => console.log("listening on", process.env.PORT));

process.on("SIGTERM", () => server.close(() => process.exit(0)));
`;

const description = (name: string, command: string, probe: string): string =>
  `import { system } from "plinth";

export default system(${JSON.stringify(name)}, {}, (s) => {
  const cluster = s.kubernetes("main");
  const web = cluster.service("web", {
    command: ${JSON.stringify(command)},
    port: 8080,
    replicas: 2,
    probes: { readiness: ${probe} },
    // What a cluster holds it to, as \`plinth check\` asks for.
    image: { user: "65532:65532" },
    resources: { cpu: { request: "100m" }, memory: { request: "64MiB", limit: "128MiB" } },
    disruption: { minAvailable: 1 },
    shutdown: { grace: "45s", withdrawal: "5s" },
    security: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      dropCapabilities: ["ALL"],
      seccomp: "RuntimeDefault",
    },
  });
  cluster.gateway("door", { routes: { "/*": web }, port: 8080 });
});
`;

/** The smallest system with one service behind one door: path within the folder -> text. */
export const starter = ({ name, command, folder }: Starting): Readonly<Record<string, string>> => {
  if (command !== undefined) return { "system.ts": description(name, command, "{ tcp: true }") };
  const path = folder === "" ? "server.mjs" : `${folder}/server.mjs`;
  const started = `node ${path}`;
  return {
    "system.ts": description(name, started, '{ http: "/" }'),
    "server.mjs": server,
  };
};

/** A name for a system from the name of a folder: a DNS label, `hello` if nothing is left. */
export const nameFrom = (folder: string): string =>
  folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replace(/^-+|-+$/g, "") || "hello";
