import { refsIn } from "./edges.ts";
import type { Complaint } from "./kind.ts";
import { type Duration, toMs, toPercent, toPerSecond, toUsd } from "./quantity.ts";
import type { Procedure, Statement } from "./statement.ts";
import type { System } from "./system.ts";

const check = <T>(parse: (text: T) => number, ...texts: readonly (T | undefined)[]): void => {
  for (const text of texts) if (text !== undefined) parse(text);
};

function* stepComplaints(steps: Procedure["steps"], system: System): Generator<Complaint> {
  const planned = new Set(
    system.statements.flatMap(({ type, id }) => (type === "future" ? [id] : [])),
  );
  for (const [i, { takes, requires = [] }] of steps.entries()) {
    const [least, most]: readonly Duration[] = takes ?? [];
    if (least !== undefined && most !== undefined && toMs(least) > toMs(most)) {
      yield { says: `steps[${i}].takes ${least} to ${most}, which is no range` };
    }
    for (const required of requires) {
      if (typeof required !== "string" || planned.has(required)) continue;
      const says = `steps[${i}].requires "${required}", which is not planned`;
      yield { says: `${says}; name a thing of the system, or say it as a future` };
    }
  }
}

function* recoversComplaints(scenario: string | undefined, system: System): Generator<Complaint> {
  const scenarios = system.statements.flatMap(({ type, id }) => (type === "scenario" ? [id] : []));
  if (scenario === undefined || scenarios.includes(scenario)) return;
  yield { says: `recovers "${scenario}", which is no scenario; name one by its id` };
}

/** What a compiler cannot see in what is said of a system. @throws NotAQuantity */
export function* statementComplaints(said: Statement, system: System): Generator<Complaint> {
  for (const { ref, at } of refsIn(said.says)) {
    if (system.nodes.has(ref.ref)) continue;
    yield { says: `${at} refers to "${ref.ref}", which is not in "${system.name}"` };
  }
  switch (said.type) {
    case "backup":
      return check(toMs, said.says.keptFor);
    case "budget":
      check(toUsd, said.says.perMonth);
      return check(toPercent, ...said.says.alertAt);
    case "documentedCost":
      return check(toUsd, said.says.total, ...Object.values(said.says.lines ?? {}));
    case "objective": {
      const { availability, over, latency, throughput, recoveryTime, recoveryPoint } = said.says;
      check(toPercent, availability);
      check(toPerSecond, throughput);
      return check(toMs, over, latency?.p50, latency?.p99, recoveryTime, recoveryPoint);
    }
    case "procedure":
      yield* recoversComplaints(said.says.recovers, system);
      return yield* stepComplaints(said.says.steps, system);
    case "scenario":
      return check(toMs, said.says.within);
  }
}
