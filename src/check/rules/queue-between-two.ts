import { sound, soundBroker, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const queueBetweenTwo = defineRule({
  id: "queue-between-two",
  severity: "warning",
  why:
    "A queue is there so that who accepts work and who does it may fail, wait and grow apart. Where " +
    "one service does both, a burst of requests starves the work, and its fault stops both.",
  remedy:
    "Make a second service of what consumes, from the same image if need be, and let it grow by itself.",
  source: "https://learn.microsoft.com/en-us/azure/architecture/patterns/competing-consumers",
  *judge(look) {
    for (const { id } of look.of("rabbitmq")) {
      const users = new Set(look.to(id).map(({ from }) => from));
      if (users.size >= 2) continue;
      const [only] = users;
      yield {
        on: id,
        says: only === undefined ? "is used by nobody" : `"${only}" alone publishes and consumes`,
        instead: "a service that publishes, and another that consumes",
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
      const { main } = soundOwnCloud(s);
      const { url } = main.rabbitmq("orders", soundBroker);
      main.service("shop", { ...sound, env: { AMQP_URL: url } });
    },
    found: ["aws/vpc/main/orders"],
  },
});
