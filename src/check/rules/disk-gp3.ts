import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const diskGp3 = defineRule({
  id: "disk-gp3",
  severity: "note",
  why: "A disk of gp3 costs a fifth less than one of gp2, and is faster as long as it is small.",
  remedy: 'Write `type: "gp3"` for the disks of the group.',
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
  *judge(look) {
    for (const { id, props } of look.of("node-group")) {
      if (props.disk.type !== "gp2") continue;
      yield { on: id, says: "its disks are gp2", instead: 'disk: { type: "gp3", … }' };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, disk: { size: "50GiB", type: "gp2" } });
    },
    found: ["aws/vpc/main/machines"],
  },
});
