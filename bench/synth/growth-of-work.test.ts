import { expect, test } from "bun:test";
import { judgeSystem } from "#plinth/check/judge-system.ts";
import { rules } from "#plinth/check/registry.gen.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { filesOf } from "#plinth/outputs/files.ts";
import { onClouds, onOneCluster } from "./generated.ts";

/** Counts how often something is taken from it, one by one or in a walk over all. */
class Counted extends Map<string, Node> {
  taken = 0;
  override get(id: string): Node | undefined {
    this.taken++;
    return super.get(id);
  }
  override *values(): MapIterator<Node> {
    for (const node of super.values()) {
      this.taken++;
      yield node;
    }
  }
}

/** How many nodes are taken from a system of so many services while something is done with it. */
const takenBy = (of: typeof onClouds, count: number, use: (system: System) => unknown): number => {
  const { system } = of(count).build({ profile: "default" });
  const nodes = new Counted(system.nodes);
  use({ ...system, nodes });
  return nodes.taken;
};

const uses: Readonly<Record<string, (system: System) => unknown>> = {
  synth: filesOf,
  check: (system) => judgeSystem({ system, findings: [] }, rules, "2026-11-21"),
};

for (const [shape, of] of Object.entries({ onOneCluster, onClouds })) {
  for (const [verb, use] of Object.entries(uses)) {
    test(`${verb}, ${shape}: four times the services are about four times the work`, () => {
      const [some, many] = [takenBy(of, 200, use), takenBy(of, 800, use)];
      expect(some).toBeGreaterThan(200);
      expect(many / some).toBeWithin(1, 5);
    });
  }
}
