import type { System } from "#plinth/model/system.ts";
import { type Arrow, type Box, graphOf, titleOf } from "./graph.ts";

/** Mermaid's quoted text: a quote inside would end it. */
const quoted = (text: string): string => `"${text.replaceAll('"', "#quot;")}"`;

/** Words that Mermaid's flowcharts keep for themselves. */
const kept =
  /^(call|class|click|default|end|flowchart|graph|href|interpolate|linkstyle|style|subgraph)$/i;

/** Ids of Mermaid hold letters, digits and underscores. Names are DNS labels, so none collide. */
const idOf = (id: string): string =>
  id.replaceAll("-", "_h").replaceAll("/", "__") + (kept.test(id) ? "_" : "");

const boxLines = (box: Box, indent: string): string[] => {
  const label = quoted(`${box.name}<br/><small>${box.kind}</small>`);
  const planned = box.isPlanned ? ":::planned" : "";
  if (box.inside.length === 0) return [`${indent}${idOf(box.id)}[${label}]${planned}`];
  return [
    `${indent}subgraph ${idOf(box.id)} [${quoted(titleOf(box))}]`,
    ...box.inside.flatMap((inner) => boxLines(inner, `${indent}  `)),
    `${indent}end`,
    ...(box.isPlanned ? [`${indent}class ${idOf(box.id)} planned`] : []),
  ];
};

const arrowLine = ({ from, to, uses, waits }: Arrow): string => {
  const line = waits ? "-->" : "-.->";
  return `  ${idOf(from)} ${line}|${quoted(uses.join(", "))}| ${idOf(to)}`;
};

/**
 * A system as a Mermaid flowchart: places as nested boxes, arrows for what uses what. A dashed
 * arrow does not decide the start order; a dashed box is planned.
 */
export const mermaid = (system: System): string => {
  const { name, boxes, arrows } = graphOf(system);
  return [
    "---",
    `title: ${JSON.stringify(name)}`,
    "---",
    "flowchart LR",
    "  classDef planned stroke-dasharray: 4 4",
    ...boxes.flatMap((box) => boxLines(box, "  ")),
    ...arrows.map(arrowLine),
    "",
  ].join("\n");
};
