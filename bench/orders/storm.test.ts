import { afterAll, describe, expect, test } from "bun:test";
import { missingServers } from "../../test/up/missing-servers.ts";
import { roundLength } from "./faults.ts";
import { storm } from "./storm.ts";

/** A round takes half a minute, and what fails again and again is started with longer and longer pauses. */
const withinMs = 600_000;

const seed = Number(process.env.SEED || 7);
if (missingServers !== undefined) afterAll(() => console.warn(`skipped: ${missingServers}`));

describe.skipIf(missingServers !== undefined)("orders through the balancer of a real copy", () => {
  test(
    `kill -9 of everything that it is made of: none is lost and none is billed twice (SEED=${seed})`,
    async () => {
      const lines: string[] = [];
      const says = (line: string): unknown => lines.push(line);
      const options = { orders: 500, profile: "prod", pauseMsMax: 2_500 } as const;
      const ran = await storm({ ...options, seed, says });
      expect(ran.wrong, lines.join("\n")).toEqual([]);
      expect(ran.left).toEqual({ outbox: 0, dead: 0 });
      expect(ran.ledger.accepted.length).toBeGreaterThanOrEqual(options.orders);
      expect(ran.faults.length).toBeGreaterThanOrEqual(roundLength);
    },
    withinMs,
  );
});
