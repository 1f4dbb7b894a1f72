import type { Complaint } from "./kind.ts";
import type { Kinds } from "./place.ts";
import { NotAQuantity } from "./quantity.ts";
import { startOrder } from "./start-order.ts";
import { statementComplaints } from "./statement-complaints.ts";
import type { Node, System } from "./system.ts";

/** What is wrong, and with what; its place in the file is added by who knows it. */
interface Judgement {
  readonly rule: string;
  readonly on: string;
  readonly says: string;
}

/** Runs complaints about one thing; a text that is no quantity ends them as one more. */
function* named(on: string, complaints: Iterable<Complaint>): Generator<Judgement> {
  try {
    for (const { says } of complaints) yield { rule: "property", on, says: `"${on}": ${says}` };
  } catch (error) {
    if (!(error instanceof NotAQuantity)) throw error;
    yield { rule: "quantity", on, says: `"${on}": ${error.message}` };
  }
}

/** What only the whole system shows: references, properties, the start order. */
export function* judge(kinds: Kinds, system: System): Generator<Judgement> {
  for (const { from, to } of system.edges) {
    if (system.nodes.has(to)) continue;
    const says = `"${from}" refers to "${to}", which is not in "${system.name}"`;
    yield { rule: "unknown-reference", on: from, says: `${says}; make it in the same description` };
  }
  for (const node of system.nodes.values()) {
    yield* named(node.id, kinds[node.kind]?.valid?.(node as Node<never>, system) ?? []);
  }
  for (const statement of system.statements) {
    yield* named(`${statement.type}:${statement.id}`, statementComplaints(statement, system));
  }
  const { cycle } = startOrder(system);
  if (cycle) {
    const path = [...cycle, cycle[0]].join(" -> ");
    const remedy = "Wrap one reference in talksTo(…): traffic that does not decide start order";
    const says = `a start-up cycle: ${path}. ${remedy}`;
    yield { rule: "start-cycle", on: cycle[0] ?? "", says };
  }
}
