/** Programs that Plinth does without, and what it would use them for. */

export const managers = ["apt-get", "dnf", "pacman", "apk", "brew"] as const;

export type Manager = (typeof managers)[number];

export interface Tool {
  /** Any one of these programs will do. */
  readonly programs: readonly string[];
  /** What it is for. */
  readonly use: string;
  /** The words that print its version; none: asking would start it. */
  readonly version?: readonly string[];
  /** Package by manager; none where it has no package of it. */
  readonly packages: Readonly<Partial<Record<Manager, string>>>;
  /** Where it is to be had otherwise. */
  readonly home: string;
}

const everywhere = (name: string): Tool["packages"] => ({
  "apt-get": name,
  dnf: name,
  pacman: name,
  apk: name,
  brew: name,
});

export const tools: readonly Tool[] = [
  {
    programs: ["wrk"],
    use: "load for the benches",
    version: ["-v"],
    // Arch has it only in its user repository.
    packages: { "apt-get": "wrk", dnf: "wrk", apk: "wrk", brew: "wrk" },
    home: "https://github.com/wg/wrk",
  },
  {
    programs: ["nginx"],
    use: "what the balancer is measured against",
    version: ["-v"],
    packages: everywhere("nginx"),
    home: "https://nginx.org/en/download.html",
  },
  {
    programs: ["go"],
    use: "what the time service is measured against",
    version: ["version"],
    packages: { "apt-get": "golang-go", dnf: "golang", pacman: "go", apk: "go", brew: "go" },
    home: "https://go.dev/dl/",
  },
  {
    programs: ["rabbitmq-server"],
    use: "brokers of systems that have one",
    packages: everywhere("rabbitmq-server"),
    home: "https://www.rabbitmq.com/docs/download",
  },
  {
    programs: ["terraform", "tofu"],
    use: "to check and to deploy what is written for clouds",
    version: ["version"],
    packages: { pacman: "terraform", apk: "opentofu", brew: "opentofu" },
    home: "https://opentofu.org/docs/intro/install/",
  },
  {
    programs: ["kubectl"],
    use: "to deploy what is written for clusters",
    version: ["version", "--client"],
    packages: { pacman: "kubectl", brew: "kubernetes-cli" },
    home: "https://kubernetes.io/docs/tasks/tools/",
  },
  {
    programs: ["podman", "docker"],
    use: "for servers that have no native package",
    version: ["--version"],
    packages: everywhere("podman"),
    home: "https://podman.io/docs/installation",
  },
];

/** What a tool is called: its first program. */
export const toolName = ({ programs }: Tool): string => programs[0] ?? "";
