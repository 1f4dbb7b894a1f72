import { soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** What machines of K3s need of each other. https://docs.k3s.io/installation/requirements */
const needed = [
  { port: 6443, protocol: "tcp", is: "the API server" },
  { port: 8472, protocol: "udp", is: "packets between pods" },
  { port: 10250, protocol: "tcp", is: "kubelets" },
] as const;

const named = (ports: readonly (typeof needed)[number][]): string =>
  ports.map(({ port, is }) => `${port} (${is})`).join(", ");

export const machinesReachEachOther = defineRule({
  id: "machines-reach-each-other",
  severity: "error",
  why:
    "Machines of a cluster join over 6443, their pods talk over 8472, logs and figures come over " +
    "10250. A firewall written by hand that forgets one is a cluster that never forms, or one whose " +
    "pods reach each other on the same machine only.",
  remedy:
    'Open the three from "itself", or leave the group out: it is made from what stands there.',
  source: "https://docs.k3s.io/installation/requirements#networking",
  *judge(look) {
    for (const { id, props } of look.of("security-group")) {
      const cluster = look.node(props.of?.ref, "k3s");
      if (!cluster) continue;
      const own = props.ingress.filter(
        ({ from }) => from === "itself" || (typeof from === "object" && from.ref === cluster.id),
      );
      const closed = needed.filter(
        (need) =>
          !own.some(
            ({ port, protocol = "tcp" }) =>
              port === "all" || (port === need.port && protocol === need.protocol),
          ),
      );
      if (closed.length === 0) continue;
      yield {
        on: id,
        says: `machines of "${cluster.id}" do not reach each other on ${named(closed)}`,
        instead: '{ port: 8472, protocol: "udp", from: "itself" } and the like',
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundOwnCloud(s);
      const ingress = [
        { port: 6443, from: "itself", because: "the API server" },
        { port: 8472, protocol: "udp", from: "itself", because: "packets between pods" },
        { port: 10250, from: "itself", because: "kubelets" },
      ] as const;
      vpc.securityGroup("machines", { of: main, ingress });
    },
    bad(s) {
      const { vpc, main } = soundOwnCloud(s);
      const ingress = [{ port: 6443, from: "itself", because: "the API server" }] as const;
      vpc.securityGroup("machines", { of: main, ingress });
    },
    found: ["aws/vpc/machines"],
  },
});
