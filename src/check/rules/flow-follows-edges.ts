import type { Ref } from "#plinth/model/ref.ts";
import { sound, soundBalancer, soundBroker, soundCloud, soundOwnCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** Why a packet does not get from one hop to the next; undefined when it does. */
const wrongWith = (look: Look, from: Ref | "internet", to: Ref): string | undefined => {
  const service = look.node(to.ref, "service");
  if (to.output === "nodePort" && service && service.props.nodePort === undefined) {
    return `goes by the node port of "${to.ref}", which has none`;
  }
  if (from === "internet") {
    const balancer = look.node(to.ref, "load-balancer");
    if (balancer?.props.scheme !== "internal") return undefined;
    return `comes from the internet to "${to.ref}", which is internal`;
  }
  if (from.ref === to.ref || look.from(from.ref).some((edge) => edge.to === to.ref)) {
    return undefined;
  }
  // What lies in a queue goes to whoever connects to the broker and takes it.
  const isTaken = look.node(from.ref, "rabbitmq") && service !== undefined;
  if (isTaken && look.from(to.ref).some((edge) => edge.to === from.ref)) return undefined;
  return `goes from "${from.ref}" to "${to.ref}", which it does not refer to`;
};

export const flowFollowsEdges = defineRule({
  id: "flow-follows-edges",
  severity: "error",
  why:
    "A flow over things that do not refer to each other is a drawing: firewalls and policies " +
    "are made from references, and what has none is closed.",
  remedy: "Let the first refer to the second, by a route or an address, or mend the flow.",
  source: "docs/architecture.md, section The model",
  *judge(look) {
    for (const { id, says } of look.said("flow")) {
      for (const [i, from] of says.hops.entries()) {
        const to = says.hops[i + 1];
        if (typeof to !== "object") continue;
        const wrong = wrongWith(look, from, to);
        if (wrong === undefined) continue;
        yield {
          on: `flow:${id}`,
          says: wrong,
          instead: "a route or an address from one to the other",
        };
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundOwnCloud(s);
      const web = main.service("web", { ...sound, nodePort: 30080 });
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/*": web } });
      s.flow("request", { says: "in and through", hops: ["internet", alb, web.nodePort, web] });
      const broker = main.rabbitmq("orders", soundBroker);
      const env = { AMQP_URL: broker.url } as const;
      const [shop, worker] = [
        main.service("shop", { ...sound, env }),
        main.service("worker", { ...sound, env }),
      ];
      s.flow("order", { says: "by a queue", hops: [shop, broker, worker] });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const [api, web] = [main.service("api", sound), main.service("web", sound)];
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/*": web } });
      s.flow("request", { says: "in and through", hops: ["internet", alb, web, api] });
    },
    found: ["flow:request"],
  },
});
