import { systemOf } from "./build.ts";
import { none } from "./facet.ts";
import { kind } from "./kind.ts";
import { type Duration, toMs } from "./quantity.ts";
import type { Ref, Value } from "./ref.ts";

const facets = {
  local: none("A test has nothing to run."),
  kubernetes: none("A test has nothing to run."),
  terraform: none("A test has nothing to run."),
  cost: none("A test has nothing to run."),
  behaviour: none("A test has nothing to run."),
  watch: none("A test has nothing to run."),
};

interface RoomProps {
  readonly floor: number;
}

interface ThingProps {
  readonly count?: number;
  readonly every?: Duration;
  /** Decides the start order. */
  readonly uses?: Readonly<Record<string, Value>>;
  /** Does not. */
  readonly serves?: readonly Ref<"small-thing", "">[];
}

/** Two kinds that are like no real one: tests of the model do not depend on what kinds there are. */
export const testKinds = {
  room: kind<RoomProps>()({
    name: "room",
    doc: "Holds things.",
    in: ["system"],
    outputs: [],
    first: "floor",
    ...facets,
  }),
  "small-thing": kind<ThingProps>()({
    name: "small-thing",
    doc: "Stands in a room.",
    in: ["room"],
    outputs: ["url"],
    startsAfter: ["uses"],
    *valid({ props: { count, every } }) {
      if (count !== undefined && count < 1) yield { says: `count must be from 1, not ${count}` };
      if (every !== undefined) toMs(every);
    },
    ...facets,
  }),
} as const;

export const testSystem = systemOf(testKinds);
