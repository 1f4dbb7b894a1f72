import { expect, test } from "bun:test";
import { toJson } from "#plinth/model/json.ts";
import { expectGolden } from "../../test/golden.ts";
import description from "./system.ts";

test.each([...description.profiles])(
  "the %s profile is in order, and as reviewed",
  async (profile) => {
    const { system, findings } = description.build({ profile });
    expect(findings).toEqual([]);
    const json = JSON.stringify(toJson(system, { where: false }), undefined, 2);
    await expectGolden(`${import.meta.dir}/golden/model.${profile}.json`, `${json}\n`);
  },
);

const { system } = description.build({ profile: "prod" });

test("the balancer leads to the gateway and to nothing behind it", () => {
  const routes = system.nodes.get("aws/vpc/alb")?.props.routes as Record<string, { ref: string }>;
  const reached = new Set(Object.values(routes).map(({ ref }) => ref));
  expect([...reached]).toEqual(["aws/vpc/main/api-gateway"]);
});

test("connections of all replicas, one more of each while it is replaced, fit the database", () => {
  const users = ["inventory", "billing", "billing-worker"].map(
    (name) => system.nodes.get(`aws/vpc/main/${name}`)?.props,
  );
  const most = users.reduce((sum, props) => {
    const { scale, rollout, env } = props as {
      readonly scale: { readonly max: number };
      readonly rollout: { readonly maxSurge: number };
      readonly env: { readonly DATABASE_POOL_MAX: string };
    };
    return sum + (scale.max + rollout.maxSurge) * Number(env.DATABASE_POOL_MAX);
  }, 0);
  const limits = ["inventory", "billing"].map((name) =>
    Number(system.nodes.get(`aws/vpc/db/${name}`)?.props.connections),
  );
  expect(most).toBe(72);
  expect(limits.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(most);
  expect(Number(system.nodes.get("aws/vpc/db")?.props.maxConnections)).toBeGreaterThan(most);
});
