/**
 * Images built by buildah and run by podman, in a folder of a test's own. No registry of images is
 * asked: what stands in for both bases has this machine's C library, and the first a shell and Bun
 * besides.
 */
import { join } from "node:path";
import type { Image } from "#plinth/outputs/images/image.ts";

/** What these tests need besides the system's image. */
export const containerPrograms = ["root", "buildah", "podman", "runc", "ldd"];

/** What `containers.conf` has to say in a container that has few rights itself. */
export const containersConf = `
[containers]
default_ulimits = ["nofile=8192:8192", "nproc=8192:8192"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
`;

/** Runs a program in a folder to its end, and gives what it said. */
const inFolder =
  (root: string) =>
  async (...words: readonly string[]): Promise<string> => {
    const env = { ...process.env, CONTAINERS_CONF: join(root, "containers.conf") };
    const running = Bun.spawn([...words], { cwd: root, env, stderr: "pipe" });
    const [said, complaint] = await Promise.all([
      new Response(running.stdout).text(),
      new Response(running.stderr).text(),
    ]);
    if ((await running.exited) !== 0) {
      throw new Error(`${words.join(" ")}: ${complaint}\n${said}`);
    }
    return said.trim();
  };

type Run = ReturnType<typeof inFolder>;

/** The libraries that Bun is linked to, by where they are looked for. */
const librariesOf = async (run: Run): Promise<Record<string, string>> => {
  const linked = (await run("ldd", process.execPath)).matchAll(/\/\S+/g);
  const paths = [...linked].map(([path]) => path).filter((path) => path !== process.execPath);
  const all = await Promise.all(
    paths.map(async (path) => [path, await run("readlink", "--canonicalize", path)] as const),
  );
  return Object.fromEntries(all);
};

/** Where packages are kept while an image is built. */
const packagesAt = "/packages";

/** A folder with what `synth` wrote, and the stores of images and containers beside it. */
export class Containers {
  readonly run: Run;
  private readonly storage: readonly string[];

  /** `root` holds `containers.conf` and `images/`. */
  constructor(root: string) {
    this.run = inFolder(root);
    const stores = [`--root=${join(root, "store")}`, `--runroot=${join(root, "run")}`];
    this.storage = [...stores, "--storage-driver=vfs"];
  }

  private buildah(...words: readonly string[]): Promise<string> {
    return this.run("buildah", ...this.storage, ...words);
  }

  private get podmanWords(): readonly string[] {
    return ["podman", ...this.storage, "--cgroup-manager=cgroupfs", "--events-backend=file"];
  }

  podman(...words: readonly string[]): Promise<string> {
    return this.run(...this.podmanWords, ...words);
  }

  /** Copies files, links followed, into an image of their own, and gives its digest. */
  private async base(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const container = await this.buildah("from", "scratch");
    for (const [to, from] of Object.entries(files)) {
      await this.buildah("copy", "--quiet", container, from, to);
    }
    const env = ["PATH=/bin", `BUN_INSTALL_CACHE_DIR=${packagesAt}`];
    await this.buildah("config", ...env.map((each) => `--env=${each}`), container);
    await this.buildah("commit", "--quiet", container, name);
    await this.buildah("rm", container);
    return this.podman("image", "inspect", "--format={{.Digest}}", name);
  }

  /** Makes what stands in for both bases; gives the arguments that name them by digest. */
  async bases(image: Image): Promise<readonly string[]> {
    const libraries = await librariesOf(this.run);
    const shell = await this.run("readlink", "--canonicalize", "/bin/sh");
    const builder = { ...libraries, "/bin/sh": shell, "/bin/bun": process.execPath };
    const made = [
      [image.base, image.base.name, libraries],
      [image.builder, `docker.io/${image.builder.name}`, builder],
    ] as const;
    const given: string[] = [];
    for (const [{ digestName }, name, files] of made) {
      given.push(`--build-arg=${digestName}=${await this.base(name, files)}`);
    }
    return given;
  }

  /**
   * Builds an image under the name of its folder, without a network: packages come from a cache.
   * @param packages absolute path of the cache
   * @returns its digest
   */
  async build(
    { folder, context }: Image,
    { project, bases, packages }: { project: string; bases: readonly string[]; packages?: string },
  ): Promise<string> {
    const file = `images/${folder}/Dockerfile`;
    await this.buildah(
      ...[
        "bud",
        "--timestamp=0",
        "--isolation=oci",
        "--network=none",
        "--pull-never",
        `--tag=${folder}`,
      ],
      ...bases,
      ...(packages === undefined ? [] : [`--volume=${packages}:${packagesAt}`]),
      ...[`--ignorefile=${file}.dockerignore`, `--file=${file}`, join(project, context)],
    );
    return this.podman("image", "inspect", "--format={{.Digest}}", folder);
  }

  /** What an image takes, unpacked, MiB. */
  async sizeMibOf(image: string): Promise<number> {
    const bytes = await this.podman("image", "inspect", "--format={{.Size}}", image);
    return Number(bytes) / 1024 ** 2;
  }

  /** Starts a container as a cluster would: read-only and without rights. */
  async start(name: string, image: string, env: Readonly<Record<string, string>>): Promise<void> {
    await this.podman(
      ...["run", "--detach", `--name=${name}`, "--pull=never", "--network=host"],
      ...["--read-only", "--read-only-tmpfs=false", "--cap-drop=ALL"],
      ...["--security-opt=no-new-privileges"],
      ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
      image,
    );
  }

  /** The port on which the program says that it listens. */
  async portOf(name: string): Promise<number> {
    const words = [...this.podmanWords, "logs", "--follow", name];
    const logs = Bun.spawn(words, { stderr: "ignore" });
    let told = "";
    for await (const chunk of logs.stdout) {
      told += new TextDecoder().decode(chunk);
      if (/"listening".*\n/.test(told)) break;
    }
    logs.kill();
    const [, port] = /"listening".*"port":(\d+)/.exec(told) ?? [];
    if (port === undefined) throw new Error(`"${name}" does not say where it listens: ${told}`);
    return Number(port);
  }

  /** What the kernel says of its process. */
  async statusOf(name: string): Promise<string> {
    const pid = await this.podman("inspect", "--format={{.State.Pid}}", name);
    return Bun.file(`/proc/${pid}/status`).text();
  }

  /** Asks it to end, and gives its exit code. */
  async stop(name: string): Promise<string> {
    await this.podman("stop", "--time=20", name);
    return this.podman("inspect", "--format={{.State.ExitCode}}", name);
  }

  async remove(name: string): Promise<void> {
    await this.podman("rm", "--force", "--ignore", name);
  }
}
