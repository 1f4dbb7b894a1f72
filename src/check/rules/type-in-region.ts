import { ec2Regions } from "#plinth/books/ec2-regions.ts";
import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

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
    for (const { id, props } of look.of("node-group")) {
      const region = look.around(id, "aws")?.props.region;
      const [family = "", size = ""] = props.type.split(".");
      if (region === undefined) continue;
      const { has } = look.read(ec2Regions);
      if (has(region, family) !== false) continue;
      const other = (alike[family[0] ?? ""] ?? []).find((each) => has(region, each));
      yield {
        on: id,
        says: `type "${props.type}": ${region} has no ${family}`,
        instead: other === undefined ? "a type that the region has" : `type: "${other}.${size}"`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const main = s.aws("us-west-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, type: "m7a.large" });
    },
    found: ["aws/vpc/main/machines"],
  },
});
