import { expect } from "bun:test";
import { join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { judgeTest, verdict, versionOfJudge } from "../../test/judges/judge.ts";
import { tempProject } from "../../test/temp-project.ts";
import timeSystem from "./system.ts";

/**
 * The image as it is shipped, built by buildah and run by podman. No registry is asked: what stands
 * in for both bases has this machine's C library, and the first a shell and Bun besides.
 */
const source = join(import.meta.dir, "..", "..", "services", "time");

const containersConf = `
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
    if ((await running.exited) !== 0) throw new Error(`${words.join(" ")}: ${complaint}`);
    return said.trim();
  };

type Run = ReturnType<typeof inFolder>;

/** Copies files, links followed, into an image of their own, and gives its digest. */
const imageOf = async (
  run: Run,
  buildah: readonly string[],
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<string> => {
  const container = await run(...buildah, "from", "scratch");
  for (const [to, from] of Object.entries(files)) {
    await run(...buildah, "copy", "--quiet", container, from, to);
  }
  await run(...buildah, "config", "--env", "PATH=/bin", container);
  await run(...buildah, "commit", "--quiet", container, name);
  await run(...buildah, "rm", container);
  return run("podman", ...buildah.slice(1), "image", "inspect", "--format={{.Digest}}", name);
};

/** The libraries that Bun is linked to, by where they are looked for. */
const librariesOf = async (run: Run): Promise<Record<string, string>> => {
  const linked = (await run("ldd", process.execPath)).matchAll(/\/\S+/g);
  const paths = [...linked].map(([path]) => path).filter((path) => path !== process.execPath);
  const all = await Promise.all(
    paths.map(async (path) => [path, await run("readlink", "--canonicalize", path)] as const),
  );
  return Object.fromEntries(all);
};

judgeTest(
  "the image builds, answers read-only and without rights, has no shell, and ends when asked",
  ["root", "buildah", "podman", "runc", "ldd"],
  async () => {
    const written = filesOf(timeSystem.build({ profile: "production" }).system);
    using folder = tempProject({
      "containers.conf": containersConf,
      ...Object.fromEntries(written),
    });
    const run = inFolder(folder.root);
    const place = (each: string) => join(folder.root, each);
    const stores = [`--root=${place("store")}`, `--runroot=${place("run")}`];
    const storage = [...stores, "--storage-driver=vfs"];
    const buildah = ["buildah", ...storage];
    const podman = ["podman", ...storage, "--cgroup-manager=cgroupfs", "--events-backend=file"];

    const libraries = await librariesOf(run);
    const shell = await run("readlink", "--canonicalize", "/bin/sh");
    const base = "gcr.io/distroless/base-nossl-debian13:nonroot";
    const digests = [
      `GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST=${await imageOf(run, buildah, base, libraries)}`,
      `OVEN_BUN_1_4_5_DIGEST=${await imageOf(run, buildah, "docker.io/oven/bun:1.4.5", {
        ...libraries,
        "/bin/sh": shell,
        "/bin/bun": process.execPath,
      })}`,
    ];
    await run(
      ...[...buildah, "bud", "--isolation=oci", "--network=none", "--pull-never", "--tag=time"],
      ...digests.map((each) => `--build-arg=${each}`),
      ...["--ignorefile=images/time/Dockerfile.dockerignore", "--file=images/time/Dockerfile"],
      source,
    );
    const size = Number(await run(...podman, "image", "inspect", "--format={{.Size}}", "time"));
    // The document says 15 MB, of Go. A compiled Bun program has all of Bun in it.
    expect(size / 1024 ** 2).toBeWithin(15, 140);

    await run(
      ...[...podman, "run", "--detach", "--name=time", "--pull=never", "--network=host"],
      ...["--read-only", "--read-only-tmpfs=false", "--cap-drop=ALL"],
      ...["--security-opt=no-new-privileges", "--env=PORT=0", "--env=DRAIN_DELAY=0s", "time"],
    );
    try {
      const logs = Bun.spawn([...podman, "logs", "--follow", "time"], { stderr: "ignore" });
      let told = "";
      for await (const chunk of logs.stdout) {
        told += new TextDecoder().decode(chunk);
        if (told.includes('"listening"')) break;
      }
      logs.kill();
      const [, port] = /"listening".*"port":(\d+)/.exec(told) ?? [];
      const answer = await fetch(`http://127.0.0.1:${port}/`);
      expect(await answer.json()).toMatchObject({ ip: "127.0.0.1" });

      const pid = await run(...podman, "inspect", "--format={{.State.Pid}}", "time");
      const status = await Bun.file(`/proc/${pid}/status`).text();
      expect(status).toMatch(/^Uid:\t65532\t/m);
      expect(status).toMatch(/^CapEff:\t0+$/m);
      // The document says 10 MB, of Go; the limit on the cluster is 256 MiB.
      expect(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toBeWithin(10, 128);
      await expect(run(...podman, "exec", "time", "/bin/sh")).rejects.toThrow("no such file");

      await run(...podman, "stop", "--time=20", "time");
      expect(await run(...podman, "inspect", "--format={{.State.ExitCode}}", "time")).toBe("0");
      for (const judge of ["buildah", "podman"]) {
        const version = await versionOfJudge(judge);
        verdict({ judge, version, lookedAt: "the time service's image", checks: 1, findings: 0 });
      }
    } finally {
      await run(...podman, "rm", "--force", "time");
    }
  },
  60_000,
);
