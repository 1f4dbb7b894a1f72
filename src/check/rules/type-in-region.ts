import { ec2Regions } from "#plinth/books/ec2-regions.ts";
import { soundCloud, soundCluster, soundK3s, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";
import { machineTypes } from "../types-of.ts";

/** What to take instead, by the first letter of a family. */
const alike: Readonly<Record<string, readonly string[]>> = {
  c: ["c7i", "c6i", "c5"],
  m: ["m7i", "m6i", "m5"],
  r: ["r7i", "r6i", "r5"],
  t: ["t3", "t4g"],
};

export const typeInRegion = defineRule({
  id: "type-in-region",
  severity: "error",
  why:
    "Not every region has every family of machines; the group is made, and no machine ever " +
    "comes.",
  remedy: "Write a type that the region has.",
  source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-regions.html",
  *judge(look) {
    for (const { on, at, type } of machineTypes(look)) {
      const region = look.around(on, "aws")?.props.region;
      const [family = "", size = ""] = type.split(".");
      if (region === undefined) continue;
      const { has } = look.read(ec2Regions);
      if (has(region, family) !== false) continue;
      const other = (alike[family[0] ?? ""] ?? []).find((each) => has(region, each));
      yield {
        on,
        says: `${at} "${type}": ${region} has no ${family}`,
        instead: other === undefined ? "a type that the region has" : `${at}: "${other}.${size}"`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const vpc = s.aws("us-west-1").network("vpc", soundNetwork);
      const main = vpc.eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, type: "m7a.large" });
      vpc.k3s("own", { ...soundK3s, agents: { type: "m7a.large", count: 3 } });
    },
    found: ["aws/vpc/main/machines", "aws/vpc/own"],
  },
});
