import { sound, soundBroker, soundOwnCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { promiseToOutlast } from "../outlasts.ts";
import { defineRule } from "../rule.ts";

/** Why one lost machine may take more than a minority of the members; undefined when it may not. */
const wrongWith = (members: number, machines: number | undefined) => {
  if (members < 3) {
    return {
      says: `${members === 1 ? "one member" : `${members} members`} cannot lose any`,
      instead: "members: 3",
    };
  }
  if (machines === undefined || machines >= members) return undefined;
  return {
    says: `${members} members on ${machines} machines: one of these has two of them`,
    instead: `agents: { count: ${members} }`,
  };
};

const machinesOf = (look: Look, cluster: string): number | undefined => {
  const own = look.node(cluster, "k3s");
  if (own) return own.props.agents.count;
  const groups = look.within(cluster, "node-group");
  return groups.length === 0 ? undefined : groups.reduce((sum, { props }) => sum + props.min, 0);
};

export const brokerOutlastsOne = defineRule({
  id: "broker-outlasts-one",
  severity: "warning",
  why:
    "A quorum queue goes on while more than half of its members do. One member, or two on the same " +
    "machine, and its loss stops every queue.",
  remedy: "Take three members, on as many machines.",
  source: "https://www.rabbitmq.com/docs/quorum-queues#leader-election",
  *judge(look) {
    const promise = promiseToOutlast(look);
    for (const { id, parent, props } of promise === undefined ? [] : look.of("rabbitmq")) {
      const wrong = wrongWith(props.members ?? 1, machinesOf(look, parent));
      if (!wrong) continue;
      yield { on: id, says: `${promise}, and ${wrong.says}`, instead: wrong.instead };
    }
  },
  examples: {
    good(s) {
      const { main } = soundOwnCloud(s);
      const { url } = main.rabbitmq("orders", soundBroker);
      main.service("shop", { ...sound, env: { AMQP_URL: url } });
      main.service("worker", { ...sound, env: { AMQP_URL: url } });
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    bad(s) {
      const { main } = soundOwnCloud(s, { agents: { type: "m7i.large", count: 2 } });
      main.rabbitmq("mail", { ...soundBroker, members: 1 });
      main.rabbitmq("orders", soundBroker);
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    found: ["aws/vpc/main/mail", "aws/vpc/main/orders"],
  },
});
