import { sound, soundBroker, soundK3s, soundNetwork, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const queuesReadable = defineRule({
  id: "queues-readable",
  severity: "error",
  why:
    "Kubernetes' autoscaler knows processor and memory. The length of a queue is told to it by somebody " +
    "who asks the broker; where there is nobody, replicas stay as many as they are.",
  remedy: "Give the cluster a `queueReader`.",
  source: "https://keda.sh/docs/2.21/scalers/rabbitmq-queue/",
  *judge(look) {
    for (const { id } of [...look.of("eks"), ...look.of("k3s"), ...look.of("kubernetes")]) {
      const [first] = look.within(id, "service").filter(({ props }) => props.scale?.queue);
      if (!first || look.within(id, "queue-reader").length > 0) continue;
      yield {
        on: id,
        says: `nobody tells the autoscaler of "${first.id}" how long its queue is`,
        instead: 'cluster.queueReader("queues")',
      };
    }
  },
  examples: {
    good(s) {
      const { main } = soundOwnCloud(s);
      main.queueReader("queues");
      const broker = main.rabbitmq("orders", soundBroker);
      const env = { AMQP_URL: broker.url } as const;
      main.service("shop", { ...sound, env });
      const queue = { of: broker, name: "orders", perReplica: 100 } as const;
      main.service("worker", { ...sound, env, scale: { ...sound.scale, queue } });
    },
    bad(s) {
      const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", soundNetwork);
      const main = vpc.k3s("main", soundK3s);
      const broker = main.rabbitmq("orders", soundBroker);
      const queue = { of: broker, name: "orders", perReplica: 100 } as const;
      const env = { AMQP_URL: broker.url } as const;
      main.service("worker", { ...sound, env, scale: { min: 2, max: 4, queue } });
    },
    found: ["aws/vpc/main"],
  },
});
