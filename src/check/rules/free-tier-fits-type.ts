import { freeTiers } from "#plinth/books/free-tiers.ts";
import { soundOwnCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** Every type of machine that stands in a cloud, by who has it. */
const machinesIn = (look: Look, cloud: string): (readonly [id: string, type: string])[] => [
  ...look.within(cloud, "node-group").map(({ id, props }) => [id, props.type] as const),
  ...look
    .within(cloud, "k3s")
    .flatMap(({ id, props }) => [
      [id, props.servers.type] as const,
      ...(props.agents.count > 0 ? [[id, props.agents.type] as const] : []),
    ]),
];

export const freeTierFitsType = defineRule({
  id: "free-tier-fits-type",
  severity: "error",
  why:
    "What was free was 750 hours of one very small type, summed over all machines: anything larger is " +
    "paid from its first hour.",
  remedy: "Count machines at their price; credits of new accounts are money, and end with the sum.",
  source: freeTiers.facts.source,
  *judge(look) {
    for (const { id: cloud, props } of look.of("aws")) {
      const types = look.read(freeTiers).machineTypes(props.freeTier ?? "none");
      for (const [id, type] of types ? machinesIn(look, cloud) : []) {
        if (types?.includes(type)) continue;
        yield {
          on: id,
          says: `${type} is not free under "${props.freeTier}", which has ${types?.join(" and ")}`,
          instead: 'freeTier: "none"',
        };
      }
    }
  },
  examples: {
    good(s) {
      soundOwnCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { freeTier: "legacy-12m" });
      const vpc = aws.network("vpc", {
        cidr: "10.0.0.0/16",
        publicSubnets: [],
        privateSubnets: [],
        nat: "none",
      });
      const [servers, agents] = [
        { type: "t3.medium", count: 1 },
        { type: "t3.micro", count: 2 },
      ] as const;
      vpc.k3s("main", { version: "1.36", servers, agents });
    },
    found: ["aws/vpc/main"],
  },
});
