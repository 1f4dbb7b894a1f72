import { expect } from "bun:test";
import { join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { imagesOf, isImage } from "#plinth/outputs/images/image.ts";
import { withSources } from "#plinth/project/source-code.ts";
import { Containers, containerPrograms, containersConf } from "../../test/containers.ts";
import { judgeTest, verdict, versionOfJudge } from "../../test/judges/judge.ts";
import { tempProject } from "../../test/temp-project.ts";
import timeSystem from "./system.ts";

const project = join(import.meta.dir, "..", "..");

judgeTest(
  "the image builds, answers read-only and without rights, has no shell, and ends when asked",
  containerPrograms,
  async () => {
    const system = withSources(timeSystem.build({ profile: "production" }).system, project);
    using folder = tempProject({
      "containers.conf": containersConf,
      ...Object.fromEntries(filesOf(system)),
    });
    const containers = new Containers(folder.root);
    const [image] = imagesOf(system).filter(isImage);
    if (!image) throw new Error("the time service has no image");
    const given = { project, bases: await containers.bases(image) };
    const digest = await containers.build(image, given);
    expect(await containers.build(image, given)).toBe(digest);
    // The document says 15 MB, of Go. A compiled Bun program has all of Bun in it.
    expect(await containers.sizeMibOf("time")).toBeWithin(15, 140);

    await containers.start("time", "time", { PORT: "0", DRAIN_DELAY: "0s" });
    try {
      const answer = await fetch(`http://127.0.0.1:${await containers.portOf("time")}/`);
      expect(await answer.json()).toMatchObject({ ip: "127.0.0.1" });

      const status = await containers.statusOf("time");
      expect(status).toMatch(/^Uid:\t65532\t/m);
      expect(status).toMatch(/^CapEff:\t0+$/m);
      // The document says 10 MB, of Go; the limit on the cluster is 256 MiB.
      expect(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toBeWithin(10, 128);
      await expect(containers.podman("exec", "time", "/bin/sh")).rejects.toThrow("no such file");

      expect(await containers.stop("time")).toBe("0");
      for (const judge of ["buildah", "podman"]) {
        const version = await versionOfJudge(judge);
        verdict({ judge, version, lookedAt: "the time service's image", checks: 1, findings: 0 });
      }
    } finally {
      await containers.remove("time");
    }
  },
  60_000,
);
