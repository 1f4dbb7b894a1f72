import { durationOf, toMs } from "#plinth/model/quantity.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Procedure, Statement } from "#plinth/model/statement.ts";
import type { System } from "#plinth/model/system.ts";
import { code } from "./markdown.ts";

type Step = Procedure["steps"][number];

const required = (step: Step, { nodes, statements }: System): string[] =>
  (step.requires ?? []).map((each) => {
    const id = isRef(each) ? each.ref : each;
    const thing = nodes.get(id) ?? statements.find((statement) => statement.id === id);
    return `${code(id)}${thing?.phase === "current" && !isFuture(thing) ? "" : ", which is not there yet"}`;
  });

const isFuture = (thing: object): boolean => "type" in thing && thing.type === "future";

const stepLines = (step: Step, system: System): string[] => {
  const [least, most] = step.takes ?? [];
  const needs = required(step, system);
  return [
    `- [ ] ${step.does} (${least === undefined ? "nobody has said how long" : `${least} to ${most}`})`,
    ...needs.map((each) => `  - needs ${each}`),
  ];
};

const total = (steps: readonly Step[]): string => {
  const known = steps.flatMap(({ takes }) => (takes ? [takes] : []));
  const sum = (which: 0 | 1): string =>
    durationOf(known.reduce((ms, takes) => ms + toMs(takes[which]), 0));
  const unknown = steps.length - known.length;
  const rest = unknown === 0 ? "" : `, and ${unknown} of ${steps.length} steps are not counted`;
  return known.length === 0 ? "not known" : `${sum(0)} to ${sum(1)}${rest}`;
};

/** A procedure as a page to work through. */
export const runbook = (
  { id, phase, says }: Extract<Statement, { readonly type: "procedure" }>,
  system: System,
): string =>
  [
    `# ${system.name}: ${id}`,
    "",
    ...(phase === "future" ? ["**Planned: it cannot be done today.**", ""] : []),
    `When ${says.when}.`,
    "",
    ...(says.recovers === undefined ? [] : [`It ends the scenario "${says.recovers}".`, ""]),
    `It takes: ${total(says.steps)}.`,
    "",
    ...says.steps.flatMap((step) => stepLines(step, system)),
    "",
  ].join("\n");
