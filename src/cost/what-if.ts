import type { Node, System } from "#plinth/model/system.ts";

/** What is to be other than the model says, to see what it would cost. */
export interface WhatIf {
  readonly region?: string;
  readonly support?: "standard" | "extended";
}

const changed = (node: Node, { region, support }: WhatIf): Node => {
  const { kind, props } = node;
  if (kind === "aws" && region !== undefined) return { ...node, props: { ...props, region } };
  if (kind === "eks" && support !== undefined) return { ...node, props: { ...props, support } };
  return node;
};

/** The system as it would be. */
export const asIf = (system: System, whatIf: WhatIf): System => ({
  ...system,
  nodes: new Map([...system.nodes].map(([id, node]) => [id, changed(node, whatIf)])),
});
