import type { System } from "#plinth/model/system.ts";
import { mermaid } from "../graph/mermaid.ts";
import { alertPage, alerts, panels } from "./alerts.ts";
import { cost } from "./cost.ts";
import { runbook } from "./runbook.ts";
import { claims, futures, objectives, procedures, references, scenarios } from "./statements.ts";
import { edges, nodes, ports } from "./things.ts";

const architecture = (system: System): string =>
  [
    `# ${system.name}`,
    "",
    `Profile "${system.profile}". Written from the model; what is wrong here is to be mended there.`,
    "",
    "```mermaid",
    mermaid(system).trimEnd(),
    "```",
    ...[
      nodes,
      edges,
      ports,
      cost,
      objectives,
      alerts,
      panels,
      scenarios,
      procedures,
      claims,
      futures,
      references,
    ].flatMap((part) => part(system)),
    "",
  ].join("\n");

/** The system as pages to read: its architecture, what to do about alerts, and runbooks. */
export const docs = {
  name: "docs",
  holds: "the architecture as a page, and a runbook for each procedure",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    yield ["architecture.md", architecture(system)];
    const alertsToo = alertPage(system);
    if (alertsToo !== undefined) yield ["alerts.md", alertsToo];
    for (const each of system.statements) {
      if (each.type === "procedure") yield [`runbooks/${each.id}.md`, runbook(each, system)];
    }
  },
};
