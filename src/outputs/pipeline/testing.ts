import { expect } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "../files.ts";

type Describe = Parameters<typeof system>[2];
export type Stages = Parameters<Parameters<Describe>[0]["pipeline"]>[1]["stages"];

/** All that a pipeline can do, in three stages. */
export const stages: Stages = [
  { name: "make", does: ["test", "build", "sbom", "scan", "vex"], minutes: [1, 9.5] },
  { name: "sign", does: ["push", "sign", "attest"], minutes: [1, 2] },
  { name: "roll", does: ["verify", "update-manifests", "deploy"], minutes: [1, 4] },
];

/** In what a described pipeline differs from the usual one. */
export interface Said {
  readonly stages?: Stages;
  readonly delivery?: "push" | "pull";
  readonly host?: "ecr" | "docker.io";
  readonly role?: boolean;
  readonly arm?: boolean;
  readonly repository?: "example/shop";
  /** Whether there is another pipeline beside it. */
  readonly second?: boolean;
}

type Engine = Parameters<Parameters<Describe>[0]["pipeline"]>[1]["engine"];

/** All files of a small shop whose pipeline is described so. */
export const shopFiles = (said: Said, engine: Engine): ReadonlyMap<string, string> => {
  const { system: model, findings } = system("shop", {}, (s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
      privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
      nat: "none",
    });
    const images = aws.registry("images", { host: said.host ?? "ecr" });
    const main = vpc.eks("main", { version: "1.36" });
    if (said.arm) {
      const image = "AL2023_ARM_64_STANDARD";
      const size = { min: 1, desired: 1, max: 1, subnets: "private" } as const;
      const disk = { size: "20GiB", type: "gp3" } as const;
      main.nodeGroup("machines", { type: "m7g.large", image, disk, ...size });
    }
    const bun = { runtime: "bun@1.4.5", port: 80, image: { registry: images } } as const;
    const web = main.service("web", { ...bun, source: "services/web" });
    const old = main.service("old", { ...bun, source: "services/old", runtime: "go@1.26" });
    const worker = main.service("worker", { ...bun, source: "services/web" });
    main.job("fill", { source: "services/web", env: { ROLE: "fill" } });
    const says: Parameters<typeof s.pipeline>[1] = {
      engine,
      ...(said.repository && { repository: said.repository }),
      on: { push: "trunk" },
      stages: said.stages ?? stages,
      deploys: [web, worker, old],
      pushesTo: images,
      delivery: said.delivery ?? "push",
    };
    const delivery = s.pipeline("delivery", says);
    if (said.role ?? true) {
      aws.role("deployer", { assumedBy: delivery, actions: ["ecr:PutImage"] });
    }
    if (said.second) {
      const again = s.pipeline("again", says);
      aws.role("second", { assumedBy: again, actions: ["ecr:PutImage"] });
    }
  }).build({ profile: "default" });
  expect(findings).toEqual([]);
  return filesOf(model);
};

/** The shop's workflow. */
export const textOf = (said: Said = {}): string =>
  shopFiles(said, "github-actions").get("pipeline/.github/workflows/delivery.yml") ?? "none";

/** The same pipeline as GitLab's file. */
export const gitLabTextOf = (said: Said = {}): string =>
  shopFiles(said, "gitlab-ci").get("pipeline/.gitlab-ci.yml") ?? "none";
