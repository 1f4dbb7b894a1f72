import { sound, soundBroker, soundK3s, soundNetwork, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const volumesHaveDriver = defineRule({
  id: "volumes-have-driver",
  severity: "error",
  why:
    "A claim on a disk waits until something makes one. What K3s and EKS bring by themselves makes " +
    "none, or a folder on the machine, which is gone with it.",
  remedy: "Give the cluster `disks`, with a role for its driver where it is K3s.",
  source: "https://docs.k3s.io/add-ons/storage",
  *judge(look) {
    for (const { id, parent, props } of look.of("rabbitmq")) {
      const [own, managed] = [look.node(parent, "k3s"), look.node(parent, "eks")];
      if (props.storage === undefined || (!own && !managed)) continue;
      const [disks] = look.within(parent, "disks");
      if (disks && (managed || disks.props.role)) continue;
      yield {
        on: id,
        says: disks
          ? `"${disks.id}" has no role, so that its driver makes no disk`
          : `nothing on "${parent}" makes its disks of ${props.storage}`,
        instead: disks ? "role: … for kube-system/ebs-csi-controller-sa" : "cluster.disks(…)",
      };
    }
  },
  examples: {
    good(s) {
      const { main } = soundOwnCloud(s);
      const { url } = main.rabbitmq("orders", soundBroker);
      main.service("shop", { ...sound, env: { AMQP_URL: url } });
      main.service("worker", { ...sound, env: { AMQP_URL: url } });
    },
    bad(s) {
      const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", soundNetwork);
      vpc.k3s("main", soundK3s).rabbitmq("orders", soundBroker);
    },
    found: ["aws/vpc/main/orders"],
  },
});
