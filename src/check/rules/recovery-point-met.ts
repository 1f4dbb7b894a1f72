import { durationOf, toMs } from "#plinth/model/quantity.ts";
import { soundDatabase, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** How much of the latest RDS may lose at most: snapshots are daily, logs are copied every 5 minutes. */
const lostMs = { snapshot: 24 * 3_600_000, "point-in-time": 5 * 60_000 } as const;

export const recoveryPointMet = defineRule({
  id: "recovery-point-met",
  severity: "error",
  why:
    "How much is lost follows from what is restored, not from what is kept: who restores last night's " +
    "snapshot loses the day, though the log of every minute lies beside it.",
  remedy:
    "Restore to a point in time, which is at most five minutes back, or promise what a daily " +
    "snapshot keeps.",
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html",
  *judge(look) {
    const steps = look
      .said("procedure")
      .flatMap(({ id, says }) => says.steps.map((step) => ({ id, restores: step.restores })));
    for (const { id, says } of look.said("objective")) {
      if (says.recoveryPoint === undefined) continue;
      for (const { id: procedure, restores } of steps) {
        if (!restores || (says.of && says.of.ref !== restores.of.ref)) continue;
        const lost = lostMs[restores.from];
        if (lost <= toMs(says.recoveryPoint)) continue;
        yield {
          on: `objective:${id}`,
          says:
            `promises ${says.recoveryPoint}, and procedure "${procedure}" restores ` +
            `"${restores.of.ref}" from a ${restores.from}: up to ${durationOf(lost)} are lost`,
          instead: 'restores: { of, from: "point-in-time" }',
        };
      }
    }
  },
  examples: {
    good(s) {
      const of = soundOwnCloud(s).vpc.postgres("db", soundDatabase);
      s.objective("recovery", { recoveryPoint: "5m" });
      s.procedure("data-loss", {
        when: "data is lost",
        steps: [{ does: "restore the database", restores: { of, from: "point-in-time" } }],
      });
    },
    bad(s) {
      const of = soundOwnCloud(s).vpc.postgres("db", soundDatabase);
      s.objective("recovery", { recoveryPoint: "5m" });
      s.procedure("data-loss", {
        when: "data is lost",
        steps: [{ does: "restore the database", restores: { of, from: "snapshot" } }],
      });
    },
    found: ["objective:recovery"],
  },
});
