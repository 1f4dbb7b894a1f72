import { durationOf, toMs } from "#plinth/model/quantity.ts";
import type { Procedure } from "#plinth/model/statement.ts";
import { soundZoneLoss } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** What the shortest delivery takes, ms; 0 when nothing delivers. */
const deliveryMs = (look: Look): number =>
  Math.max(
    0,
    ...look
      .of("pipeline")
      .map(({ props }) => props.stages.reduce((sum, { minutes }) => sum + minutes[1], 0) * 60_000),
  );

/** Why steps do not keep a promise; undefined when they do. */
const wrongWith = (
  steps: Procedure["steps"],
  promisedMs: number,
  delivery: number,
): string | undefined => {
  const mostMs = steps.reduce((sum, { takes }) => sum + (takes ? toMs(takes[1]) : 0), 0);
  const unknown = steps.filter(({ takes }) => !takes).map(({ does }) => `"${does}"`);
  if (mostMs > promisedMs) return `takes up to ${durationOf(mostMs)}`;
  if (unknown.length === 0) return undefined;
  const alone = delivery > promisedMs ? `; a delivery alone may take ${durationOf(delivery)}` : "";
  return `does not say what it takes to ${unknown.join(", ")}${alone}`;
};

export const recoveryTimeMet = defineRule({
  id: "recovery-time-met",
  severity: "error",
  why:
    "A recovery objective that the steps cannot keep is broken in the first real case; one " +
    "whose steps have no times has never been thought through.",
  remedy: "Write what each step takes, and promise what they take together; or find shorter steps.",
  source:
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/plan-for-disaster-recovery-dr.html",
  *judge(look) {
    const scenarios = new Set(look.said("scenario").map(({ id }) => id));
    for (const { id, says } of look.said("objective")) {
      if (says.recoveryTime === undefined || says.of !== undefined) continue;
      for (const procedure of look.said("procedure")) {
        if (!scenarios.has(procedure.says.recovers ?? "")) continue;
        const wrong = wrongWith(procedure.says.steps, toMs(says.recoveryTime), deliveryMs(look));
        if (wrong === undefined) continue;
        yield {
          on: `objective:${id}`,
          says: `promises ${says.recoveryTime}, and procedure "${procedure.id}" ${wrong}`,
          instead:
            "takes: [least, most] in each step, and a recoveryTime that is longer than their sum",
        };
      }
    }
  },
  examples: {
    good(s) {
      s.objective("recovery", { recoveryTime: "1h" });
      s.scenario("zone", soundZoneLoss);
      s.procedure("move", {
        when: "a zone is lost",
        recovers: "zone",
        steps: [{ does: "add machines elsewhere", takes: ["5m", "20m"] }],
      });
    },
    bad(s) {
      s.objective("recovery", { recoveryTime: "10m" });
      s.scenario("zone", soundZoneLoss);
      s.procedure("move", {
        when: "a zone is lost",
        recovers: "zone",
        steps: [{ does: "add machines elsewhere", takes: ["5m", "20m"] }],
      });
    },
    found: ["objective:recovery"],
  },
});
