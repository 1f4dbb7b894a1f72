import { overlaps, parseCidr } from "#plinth/model/cidr.ts";
import { soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const rangesApart = defineRule({
  id: "ranges-apart",
  severity: "warning",
  why:
    "Networks with the same addresses can never be joined, by peering, by a transit gateway " +
    "or by a tunnel, and renumbering one means building it anew.",
  remedy: "Give each network a range of its own, e.g. 10.10.0.0/16, 10.20.0.0/16.",
  source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
  *judge(look) {
    const ranges = look.of("network").flatMap(({ id, props }) => {
      const range = parseCidr(props.cidr);
      return "wrong" in range ? [] : [{ id, cidr: props.cidr, range }];
    });
    ranges.sort((a, b) => a.range.first - b.range.first);
    let widest = ranges[0];
    for (const each of ranges.slice(1)) {
      if (widest && overlaps(widest.range, each.range)) {
        yield {
          on: each.id,
          says: `${each.cidr} overlaps with ${widest.cidr} of "${widest.id}"`,
          instead: "a range of its own",
        };
      }
      const end = ({ range }: typeof each): number => range.first + range.size;
      if (!widest || end(each) > end(widest)) widest = each;
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.network("one", soundNetwork);
      aws.network("two", {
        ...soundNetwork,
        cidr: "10.20.0.0/16",
        publicSubnets: [],
        privateSubnets: ["10.20.0.0/20", "10.20.16.0/20"],
      });
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.network("one", soundNetwork);
      aws.network("two", soundNetwork);
    },
    found: ["aws/two"],
  },
});
