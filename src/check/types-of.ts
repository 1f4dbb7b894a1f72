import type { Look } from "./look.ts";

/** A type of EC2's, where it is written. */
export interface WrittenType {
  readonly on: string;
  /** The property, e.g. `"agents.type"`. */
  readonly at: string;
  readonly type: string;
}

/** The types of all machines of clusters. */
export const machineTypes = (look: Look): readonly WrittenType[] => [
  ...look.of("node-group").map(({ id, props }) => ({ on: id, at: "type", type: props.type })),
  ...look.of("k3s").flatMap(({ id, props: { servers, agents } }) => [
    { on: id, at: "servers.type", type: servers.type },
    { on: id, at: "agents.type", type: agents.type },
  ]),
];
