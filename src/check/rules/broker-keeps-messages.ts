import { sound, soundBroker, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const brokerKeepsMessages = defineRule({
  id: "broker-keeps-messages",
  severity: "error",
  why:
    "A broker without a volume forgets its queues with its pod: every message that was accepted and " +
    "not yet taken is lost, with each update and each lost machine.",
  remedy:
    "Give it `storage`, declare queues durable, and publish persistent messages with confirms.",
  source: "https://www.rabbitmq.com/docs/queues#durability",
  *judge(look) {
    for (const { id, props } of look.of("rabbitmq")) {
      if (props.storage !== undefined) continue;
      yield {
        on: id,
        says: "has no storage: messages are gone with its pod",
        instead: 'storage: "10GiB"',
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
      soundOwnCloud(s).main.rabbitmq("orders", { version: "4.2", members: 3 });
    },
    found: ["aws/vpc/main/orders"],
  },
});
