import { expect } from "bun:test";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Node } from "#plinth/model/system.ts";
import { filesOf } from "#plinth/outputs/files.ts";
import { builtFrom, type Image, imagesOf, isImage } from "#plinth/outputs/images/image.ts";
import { withSources } from "#plinth/project/source-code.ts";
import { Containers, containerPrograms, containersConf } from "../../test/containers.ts";
import { judgeTest, verdict, versionOfJudge } from "../../test/judges/judge.ts";
import { type TempProject, tempProject } from "../../test/temp-project.ts";
import cloudDesign from "./system.ts";

const project = join(import.meta.dir, "..", "..");
const system = withSources(cloudDesign.build({ profile: "prod" }).system, project);

/** Nobody answers at these: what is asked for is how a program lives, not what it does. */
const references = {
  DATABASE_URL: "postgres://nobody:nobody@127.0.0.1:1/nothing",
  AMQP_URL: "amqp://nobody:nobody@127.0.0.1:1",
  INVENTORY_URL: "http://127.0.0.1:1",
  BILLING_URL: "http://127.0.0.1:1",
  WRITE_TOKEN: "a-token-for-this-test-alone-0123456789",
};

/** What the model gives a service, with something in the place of each reference. */
const envOf = ({ props }: Node): Record<string, string> => {
  const said = Object.entries(props.env as Readonly<Record<string, unknown>>);
  const plain = said.filter((each): each is [string, string] => typeof each[1] === "string");
  return { ...references, ...Object.fromEntries(plain), PORT: "0" };
};

/** Fetches packages before, so that a build itself needs no network. */
const fetchPackages = async (
  images: readonly Image[],
  folder: TempProject,
  { run }: Containers,
): Promise<string> => {
  for (const path of new Set(images.flatMap(builtFrom))) {
    mkdirSync(dirname(folder.at(`warm/${path}`)), { recursive: true });
    cpSync(join(project, path), folder.at(`warm/${path}`), { recursive: true });
  }
  const packages = folder.at("packages");
  await run(
    ...["env", `BUN_INSTALL_CACHE_DIR=${packages}`, process.execPath, "install"],
    ...["--cwd=warm", "--frozen-lockfile", "--production", "--ignore-scripts"],
    ...images.map(({ source }) => `--filter=./${source}`),
  );
  return packages;
};

const runsAsItShould = async (containers: Containers, image: Image, service: Node) => {
  const { name } = service;
  await containers.start(name, image.folder, envOf(service));
  try {
    const answer = await fetch(`http://127.0.0.1:${await containers.portOf(name)}/health`);
    expect(answer.status).toBe(200);
    const status = await containers.statusOf(name);
    expect(status).toMatch(/^Uid:\t65532\t/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    await expect(containers.podman("exec", name, "/bin/sh")).rejects.toThrow("no such file");
    expect(await containers.stop(name)).toBe("0");
  } finally {
    await containers.remove(name);
  }
};

judgeTest(
  "each image of a workspace with packages runs each of its services, read-only and without rights",
  containerPrograms,
  async () => {
    using folder = tempProject({
      "containers.conf": containersConf,
      ...Object.fromEntries(filesOf(system)),
    });
    const containers = new Containers(folder.root);
    const images = imagesOf(system).filter(isImage);
    expect(images.map(({ programs }) => programs.map(({ name }) => name))).toEqual([
      ["api-gateway"],
      ["billing", "billing-worker"],
      ["inventory", "inventory-seed"],
    ]);
    const [first] = images;
    const bases = first ? await containers.bases(first) : [];
    const packages = await fetchPackages(images, folder, containers);
    for (const image of images) {
      await containers.build(image, { project, bases, packages });
      expect(await containers.sizeMibOf(image.folder)).toBeLessThan(image.sizeMibMax ?? 0);
      const services = image.programs.filter(({ kind }) => kind === "service");
      for (const service of services) await runsAsItShould(containers, image, service);
    }
    for (const judge of ["buildah", "podman"]) {
      const version = await versionOfJudge(judge);
      const checks = images.length;
      verdict({ judge, version, lookedAt: "images of cloud-design", checks, findings: 0 });
    }
  },
  180_000,
);
