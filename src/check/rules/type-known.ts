import { soundDatabase, soundK3s, soundNetwork, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";
import { machineTypes } from "../types-of.ts";

/** How AWS calls sizes of any family, of EC2 and of RDS alike. */
const size = /^(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)(\.tpc\d\.mem\d+x)?$/;

export const typeKnown = defineRule({
  id: "type-known",
  severity: "error",
  why:
    "A type is a text, and no compiler knows all of them. A slip in it is found by AWS, when half of the " +
    "system is made.",
  remedy: "Write a family and a size of it, e.g. t3.medium, m7i.2xlarge, db.t4g.small.",
  source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
  *judge(look) {
    const written = [
      ...machineTypes(look),
      ...look.of("postgres").map(({ id, props: { instance } }) => {
        return { on: id, at: "instance", type: instance };
      }),
    ];
    for (const { on, at, type } of written) {
      const [family = "", ...rest] = type.replace(/^db\./, "").split(".");
      if (/^[a-z]+-?\d[a-z0-9-]*$/.test(family) && size.test(rest.join("."))) continue;
      yield { on, says: `${at} "${type}" is no type of AWS'`, instead: 'e.g. "t3.medium"' };
    }
  },
  examples: {
    good(s) {
      soundOwnCloud(s);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", soundNetwork);
      vpc.k3s("main", { ...soundK3s, agents: { type: "t3.medum", count: 3 } });
      vpc.postgres("db", { ...soundDatabase, instance: "db.t3.mcro" });
    },
    found: ["aws/vpc/main", "aws/vpc/db"],
  },
});
