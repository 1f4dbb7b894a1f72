import { expect } from "bun:test";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { builtFrom, imagesOf, isImage } from "#plinth/outputs/images/image.ts";
import { withSources } from "#plinth/project/source-code.ts";
import { Containers, containerPrograms, containersConf } from "../../test/containers.ts";
import { judgeTest, verdict, versionOfJudge } from "../../test/judges/judge.ts";
import { tempProject } from "../../test/temp-project.ts";
import cloudDesign from "./system.ts";

const project = join(import.meta.dir, "..", "..");

/** Nobody answers at these: what is asked for is how it lives, not what it does. */
const env = {
  PORT: "0",
  DRAIN_DELAY: "0s",
  SHUTDOWN_GRACE: "5s",
  DATABASE_URL: "postgres://billing:nobody@127.0.0.1:1/billing",
  AMQP_URL: "amqp://billing:nobody@127.0.0.1:1",
  INVENTORY_URL: "http://127.0.0.1:1",
  WRITE_TOKEN: "a-token-for-this-test-alone-0123456789",
};

judgeTest(
  "one image of a workspace with packages runs in both roles, read-only and without rights",
  containerPrograms,
  async () => {
    const built = cloudDesign.build({ profile: "prod" }).system;
    const system = withSources(built, project);
    using folder = tempProject({
      "containers.conf": containersConf,
      ...Object.fromEntries(filesOf(system)),
    });
    const containers = new Containers(folder.root);
    const image = imagesOf(system)
      .filter(isImage)
      .find((each) => each.folder === "billing");
    if (!image) throw new Error("billing has no image");
    expect(image.services.map(({ name }) => name)).toEqual(["billing", "billing-worker"]);

    // Packages are fetched before, so that the build itself needs no network.
    for (const path of builtFrom(image)) {
      mkdirSync(dirname(folder.at(`warm/${path}`)), { recursive: true });
      cpSync(join(project, path), folder.at(`warm/${path}`), { recursive: true });
    }
    const packages = folder.at("packages");
    await containers.run(
      ...["env", `BUN_INSTALL_CACHE_DIR=${packages}`, process.execPath, "install"],
      ...["--cwd=warm", "--frozen-lockfile", "--production", "--ignore-scripts"],
      ...["--filter", `./${image.source}`],
    );
    await containers.build(image, { project, bases: await containers.bases(image), packages });

    for (const ROLE of ["api", "worker"]) {
      await containers.start(ROLE, "billing", { ...env, ROLE });
      try {
        const port = await containers.portOf(ROLE);
        const answer = await fetch(`http://127.0.0.1:${port}/health`);
        expect(answer.status).toBe(200);
        const status = await containers.statusOf(ROLE);
        expect(status).toMatch(/^Uid:\t65532\t/m);
        expect(status).toMatch(/^CapEff:\t0+$/m);
        await expect(containers.podman("exec", ROLE, "/bin/sh")).rejects.toThrow("no such file");
        expect(await containers.stop(ROLE)).toBe("0");
      } finally {
        await containers.remove(ROLE);
      }
    }
    for (const judge of ["buildah", "podman"]) {
      const version = await versionOfJudge(judge);
      verdict({ judge, version, lookedAt: "the image of billing", checks: 2, findings: 0 });
    }
  },
  120_000,
);
