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
  /** Whoever uses Plinth has no use for it. */
  readonly isForBenches?: true;
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
    isForBenches: true,
  },
  {
    programs: ["nginx"],
    use: "what the balancer is measured against",
    version: ["-v"],
    packages: everywhere("nginx"),
    home: "https://nginx.org/en/download.html",
    isForBenches: true,
  },
  {
    programs: ["go"],
    use: "what the time service is measured against",
    version: ["version"],
    packages: { "apt-get": "golang-go", dnf: "golang", pacman: "go", apk: "go", brew: "go" },
    home: "https://go.dev/dl/",
    isForBenches: true,
  },
  {
    // Where packages put it, which `up` looks for first: what is on PATH may want a user of its own.
    programs: ["rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server"],
    use: "brokers of systems that have one",
    packages: everywhere("rabbitmq-server"),
    home: "https://www.rabbitmq.com/docs/download",
  },
  {
    programs: ["terraform", "tofu"],
    use: "to check, to deploy and to rehearse what is written for clouds; 1.11 or newer",
    version: ["version"],
    packages: { pacman: "terraform", apk: "opentofu", brew: "opentofu" },
    home: "https://opentofu.org/docs/intro/install/",
  },
  {
    programs: ["kubectl"],
    use: "to deploy and to rehearse what is written for clusters",
    version: ["version", "--client"],
    packages: { pacman: "kubectl", brew: "kubernetes-cli" },
    home: "https://kubernetes.io/docs/tasks/tools/",
  },
  {
    programs: ["podman", "docker", "buildah"],
    use: "for servers that have no native package, and to build images",
    version: ["--version"],
    packages: everywhere("podman"),
    home: "https://podman.io/docs/installation",
  },
  {
    programs: ["aws"],
    use: "to deploy to AWS: whose account it is, its registry, its clusters",
    version: ["--version"],
    packages: { dnf: "awscli2", pacman: "aws-cli", apk: "aws-cli", brew: "awscli" },
    home: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  },
  {
    programs: ["moto_server"],
    use: "to rehearse a deployment: it stands in for AWS",
    version: ["--help"],
    packages: {},
    home: "https://docs.getmoto.org/en/latest/docs/server_mode.html (pip install 'moto[server]')",
  },
  {
    programs: ["kube-apiserver"],
    use: "to rehearse a deployment, with etcd, kube-controller-manager and kube-scheduler",
    version: ["--version"],
    packages: {},
    home: "https://book.kubebuilder.io/reference/envtest (setup-envtest), and set KUBEBUILDER_ASSETS",
  },
  {
    programs: ["kwok"],
    use: "to rehearse a deployment: it simulates machines",
    version: ["--version"],
    packages: { brew: "kwok" },
    home: "https://kwok.sigs.k8s.io/docs/user/installation/",
  },
];

/** What a tool is called: its first program. */
export const toolName = ({ programs }: Tool): string => programs[0] ?? "";
