import { isRef } from "#plinth/model/ref.ts";
import { sound, soundBalancer, soundCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** A service as flows from the internet reach it. */
interface Reached {
  /** Whether a flow comes to it from a door, with no service between. */
  readonly first: boolean;
  /** The service that a flow passes before it. */
  readonly behind?: string;
}

/** Every service that a flow from the internet comes to, by id. */
const reachedBy = (look: Look): ReadonlyMap<string, Reached> => {
  const reached = new Map<string, Reached>();
  for (const { says } of look.said("flow")) {
    if (says.hops[0] !== "internet") continue;
    const services = says.hops.flatMap((hop) =>
      isRef(hop) && hop.kind === "service" ? [hop.ref] : [],
    );
    for (const [i, id] of services.entries()) {
      const before = services[i - 1];
      const known = reached.get(id);
      reached.set(id, {
        first: i === 0 || known?.first === true,
        ...(before !== undefined && before !== id && { behind: before }),
      });
    }
  }
  return reached;
};

export const entryNotBypassed = defineRule({
  id: "entry-not-bypassed",
  severity: "error",
  why:
    "A service that flows reach through another relies on what that one does first, such as asking " +
    "who calls. A public route of its own goes around it.",
  remedy: "Take the route out; or, if callers are to come that way, tell of it as a flow.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Microservices_Security_Cheat_Sheet.html",
  *judge(look) {
    const reached = reachedBy(look);
    const doors = [...look.of("load-balancer"), ...look.of("gateway")];
    for (const { id, props } of doors) {
      if ("scheme" in props && props.scheme === "internal") continue;
      for (const [path, { ref }] of Object.entries(props.routes)) {
        const { first = true, behind } = reached.get(ref) ?? {};
        if (first || behind === undefined) continue;
        yield {
          on: id,
          says: `route "${path}" reaches "${ref}" around "${behind}", through which its flow goes`,
          instead: `no route "${path}"`,
        };
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      const stock = main.service("stock", sound);
      const door = main.service("door", { ...sound, env: { STOCK_URL: stock.url } });
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes: { "/api/*": door } });
      s.flow("look", { says: "what is there", hops: ["internet", alb, door, stock] });
    },
    bad(s) {
      const { vpc, main } = soundCloud(s);
      const stock = main.service("stock", sound);
      const door = main.service("door", { ...sound, env: { STOCK_URL: stock.url } });
      const routes = { "/api/*": door, "/stock/*": stock } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      s.flow("look", { says: "what is there", hops: ["internet", alb, door, stock] });
    },
    found: ["aws/vpc/alb"],
  },
});
