import type { Node, System } from "#plinth/model/system.ts";
import { graphOf } from "../graph/graph.ts";
import { code, section } from "./markdown.ts";

const said = (value: unknown): string => (typeof value === "string" ? value : "");

/** All that stands in the system, by id. */
export const nodes = ({ nodes }: System): readonly string[] =>
  section(
    "What it consists of",
    ["what", "is", "today", "because"],
    [...nodes.values()].map(({ id, kind, phase, props }) => [
      code(id),
      kind,
      phase === "future" ? "planned" : "yes",
      said(props.because),
    ]),
  );

/** Who uses whom, one line for each pair. */
export const edges = (system: System): readonly string[] =>
  section(
    "Who uses whom",
    ["from", "to", "uses", "waits for it"],
    graphOf(system).arrows.map(({ from, to, uses, waits }) => [
      code(from),
      code(to),
      uses.join(", "),
      waits ? "yes" : "no",
    ]),
  );

/** Who listens on which port: a balancer on the web's own, the second only with a certificate. */
const portsOf = ({ id, kind, props }: Node): (readonly string[])[] => {
  if (kind === "service") {
    return [
      [code(id), String(props.port), "each replica"],
      ...(props.nodePort === undefined ? [] : [[code(id), String(props.nodePort), "each machine"]]),
    ];
  }
  if (kind !== "load-balancer") return [];
  const usual = props.domain === undefined ? [80] : [80, 443];
  const listeners = Array.isArray(props.listeners) ? props.listeners : usual;
  return listeners.map((port) => [
    code(id),
    String(port),
    String(props.scheme ?? "internet-facing"),
  ]);
};

/** Where what is there today listens. */
export const ports = (system: System): readonly string[] =>
  section(
    "Ports",
    ["what", "port", "where"],
    [...system.nodes.values()].filter(({ phase }) => phase === "current").flatMap(portsOf),
  );
