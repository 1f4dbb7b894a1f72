import { expect, test } from "bun:test";
import { toJson } from "#plinth/model/json.ts";
import { type Duration, toMs, toUsd } from "#plinth/model/quantity.ts";
import { startOrder } from "#plinth/model/start-order.ts";
import { expectGolden } from "../../test/golden.ts";
import { claims } from "./claims.ts";
import description from "./system.ts";

const production = description.build({ profile: "production" }).system;
const propsOf = (id: string) => production.nodes.get(id)?.props ?? {};
const time = propsOf("aws/vpc/main/time");

test.each([...description.profiles])(
  "the %s profile is in order, and as reviewed",
  async (profile) => {
    const { system, findings } = description.build({ profile });
    expect(findings).toEqual([]);
    const json = JSON.stringify(toJson(system, { where: false }), undefined, 2);
    await expectGolden(`${import.meta.dir}/golden/model.${profile}.json`, `${json}\n`);
  },
);

test("the service believes the balancers of its network and nobody else", () => {
  expect(time).toHaveProperty("env.TRUSTED_PROXIES", {
    kind: "network",
    output: "balancerAddresses",
    ref: "aws/vpc",
  });
  expect(time).toHaveProperty("env.TRUSTED_HOPS", "1");
});

test("a stop leaves time to be withdrawn and to finish, and then some", () => {
  const { shutdown, env } = time as {
    readonly shutdown: { readonly grace: Duration; readonly withdrawal: Duration };
    readonly env: { readonly SHUTDOWN_GRACE: Duration };
  };
  expect(toMs(shutdown.withdrawal) + toMs(env.SHUTDOWN_GRACE)).toBeLessThan(toMs(shutdown.grace));
  const delay = propsOf("aws/vpc/alb").deregistrationDelay as Duration;
  expect(toMs(env.SHUTDOWN_GRACE)).toBeGreaterThanOrEqual(toMs(delay));
});

test("two of three answer when one is gone, and no drain takes more", () => {
  expect(time).toMatchObject({ scale: { min: 3 }, disruption: { minAvailable: 2 } });
});

test("the stages take what the document allows for, 18 to 31 minutes", () => {
  const { stages } = propsOf("delivery") as {
    readonly stages: readonly { readonly minutes: readonly [number, number] }[];
  };
  const sum = (i: 0 | 1) => stages.reduce((total, { minutes }) => total + minutes[i], 0);
  expect([sum(0), sum(1)]).toEqual([18, 31]);
});

test("the documented table adds up", () => {
  const tables = production.statements.filter(({ type }) => type === "documentedCost");
  for (const table of tables) {
    if (table.type !== "documentedCost" || !table.says.lines) continue;
    const sum = Object.values(table.says.lines).reduce((total, line) => total + toUsd(line), 0);
    expect(sum).toBe(toUsd(table.says.total));
  }
});

test("nothing waits for something that would wait for it", () => {
  const { order, cycle } = startOrder(production);
  expect(cycle).toBeUndefined();
  expect(order).toHaveLength(production.nodes.size);
});

test("nothing that is there rests on something planned", () => {
  const planned = new Set(
    production.statements.flatMap(({ phase, id, type }) =>
      phase === "future" && type === "future" ? [id] : [],
    ),
  );
  for (const said of production.statements) {
    if (said.type !== "procedure" || said.phase === "future") continue;
    for (const { requires = [] } of said.says.steps) {
      for (const required of requires) expect(planned).not.toContain(required);
    }
  }
});

test("every claim of the document is there once, in order, and what is planned says so", () => {
  expect(claims.map(({ id }) => id)).toEqual(
    Array.from({ length: 100 }, (_, i) => `TIME-${i + 1}`),
  );
  const planned = claims.filter(({ phase }) => phase === "future").map(({ id }) => id);
  expect(planned).toEqual(["TIME-97", "TIME-98", "TIME-99"]);
  const said = production.statements.filter(({ type }) => type === "claim");
  expect(said).toHaveLength(100);
});
