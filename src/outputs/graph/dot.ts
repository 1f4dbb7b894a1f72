import type { System } from "#plinth/model/system.ts";
import { type Arrow, type Box, graphOf, titleOf } from "./graph.ts";

/** DOT's quoted text; `\n` in it stays a line break. */
const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;

const boxLines = (box: Box, indent: string): string[] => {
  const style = box.isPlanned ? ', style="rounded,dashed"' : "";
  if (box.inside.length === 0) {
    return [`${indent}${quoted(box.id)} [label=${quoted(`${box.name}\\n${box.kind}`)}${style}];`];
  }
  return [
    `${indent}subgraph ${quoted(`cluster_${box.id}`)} {`,
    `${indent}  label=${quoted(titleOf(box))};`,
    ...(box.isPlanned ? [`${indent}  style="rounded,dashed";`] : []),
    // An arrow needs a point to end at; Graphviz cuts it at the edge of the box (lhead, ltail).
    `${indent}  ${quoted(box.id)} [shape=point, style=invis];`,
    ...box.inside.flatMap((inner) => boxLines(inner, `${indent}  `)),
    `${indent}}`,
  ];
};

const placesIn = (boxes: readonly Box[]): string[] =>
  boxes.flatMap(({ id, inside }) => (inside.length > 0 ? [id, ...placesIn(inside)] : []));

const arrowLine = ({ from, to, uses, waits }: Arrow, places: ReadonlySet<string>): string => {
  const attributes = [
    `label=${quoted(uses.join(", "))}`,
    ...(waits ? [] : ["style=dashed"]),
    ...(places.has(from) ? [`ltail=${quoted(`cluster_${from}`)}`] : []),
    ...(places.has(to) ? [`lhead=${quoted(`cluster_${to}`)}`] : []),
  ];
  return `  ${quoted(from)} -> ${quoted(to)} [${attributes.join(", ")}];`;
};

/**
 * A system in Graphviz' language: places as nested clusters, arrows for what uses what. A dashed
 * arrow does not decide the start order; a dashed box is planned.
 */
export const dot = (system: System): string => {
  const { name, boxes, arrows } = graphOf(system);
  const places = new Set(placesIn(boxes));
  return [
    `digraph ${quoted(name)} {`,
    `  label=${quoted(name)};`,
    "  rankdir=LR;",
    "  compound=true;",
    "  node [shape=box, style=rounded];",
    ...boxes.flatMap((box) => boxLines(box, "  ")),
    ...arrows.map((arrow) => arrowLine(arrow, places)),
    "}",
    "",
  ].join("\n");
};
