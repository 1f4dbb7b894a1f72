import { sound, soundCloud } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const registryRateLimit = defineRule({
  id: "registry-rate-limit",
  severity: "warning",
  why:
    "Docker Hub counts pulls by address, and all machines behind a NAT gateway have one: " +
    "when a rollout or a lost zone needs images most, they are refused; and every layer is " +
    "paid by the gigabyte.",
  remedy:
    "Keep images in a registry of the region, or a pull-through cache there, with an " +
    "endpoint for S3.",
  source: "https://docs.docker.com/docker-hub/usage/pulls/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const registry = look.node(props.image?.registry?.ref, "registry");
      const network = look.around(id, "network");
      if (registry?.props.host !== "docker.io" || !network || network.props.nat === "none")
        continue;
      yield {
        on: id,
        says: `its image comes from "${registry.id}" on docker.io through a NAT gateway`,
        instead: 'aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 })',
      };
    }
  },
  examples: {
    good(s) {
      const { aws, main } = soundCloud(s);
      const registry = aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
      main.service("web", { ...sound, image: { registry } });
    },
    bad(s) {
      const registry = s.registry("images", { host: "docker.io" });
      soundCloud(s).main.service("web", { ...sound, image: { registry } });
    },
    found: ["aws/vpc/main/web"],
  },
});
