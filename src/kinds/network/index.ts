import { type Cidr, isWithin, overlaps, parseCidr, type Range } from "#plinth/model/cidr.ts";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

export interface NetworkProps {
  readonly cidr: Cidr;
  /** Subnets with a route from the internet, one a zone. */
  readonly publicSubnets: readonly Cidr[];
  /** Subnets that nothing outside reaches, one a zone. */
  readonly privateSubnets: readonly Cidr[];
  /** How private subnets reach out: a NAT gateway in each zone, one for all, or none. */
  readonly nat: "one-per-zone" | "one" | "none";
  /** AWS services reached without a NAT gateway. */
  readonly endpoints?: readonly ("s3" | "ecr.api" | "ecr.dkr" | "sts" | "logs" | "ec2")[];
  /** Records every connection accepted or refused. */
  readonly flowLogs?: boolean;
}

/** A private network (VPC) with its subnets and its way out. */
export const network = kind<NetworkProps>()({
  name: "network",
  doc: "A private network (VPC) with its subnets and its way out.",
  in: ["aws"],
  // `balancerAddresses`: from where a target sees load balancers of the network call, as ranges with
  // commas between: on AWS the subnets of the machines that hand calls on, or of the balancers where
  // their address is kept; here the balancers' own loopback addresses.
  outputs: ["cidr", "balancerAddresses"],
  *valid({ props }) {
    const ranges: { text: string; range: Range }[] = [];
    for (const text of [props.cidr, ...props.publicSubnets, ...props.privateSubnets]) {
      const range = parseCidr(text);
      if ("wrong" in range) yield { says: range.wrong };
      else ranges.push({ text, range });
    }
    const [whole, ...subnets] = ranges;
    if (!whole || whole.text !== props.cidr) return;
    for (const [i, a] of subnets.entries()) {
      if (!isWithin(a.range, whole.range)) {
        yield { says: `subnet ${a.text} lies outside the network's ${whole.text}` };
      }
      for (const b of subnets.slice(i + 1)) {
        if (overlaps(a.range, b.range)) yield { says: `subnets ${a.text} and ${b.text} overlap` };
      }
    }
  },
  local: () => [{ part: "place" }],
  kubernetes: none("A VPC is not an object on a cluster."),
  terraform,
  cost,
  behaviour: none("Packets are carried by the provider; nothing here uses a processor."),
  watch: none("Figures of NAT and flow logs are in CloudWatch; no `alarm` is for them."),
});
