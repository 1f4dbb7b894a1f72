import { join } from "node:path";
import { asTyped, runWell } from "../lib/plinth.ts";
import { install, synth, type Way, ways } from "./cdk8s.ts";
import { type Cost, leastOf, type Measured } from "./measure.ts";
import { projectOf } from "./project.ts";
import { firstDifference } from "./same-objects.ts";

/** One size: what Plinth took, and what each way to run cdk8s took in the same rounds. */
export interface Beside {
  readonly count: number;
  readonly plinth: Measured;
  readonly cdk8s: readonly { readonly name: string; readonly measured: Measured }[];
}

/** One round: Plinth, then cdk8s each way; all wrote the same objects. @throws when they did not */
const round = async (count: number, note: (name: string, cost: Cost) => void): Promise<void> => {
  using project = projectOf("onOneCluster", count);
  note("plinth", await runWell([...asTyped, "synth"], project.root));
  const objects = join(project.root, "out/generated/kubernetes/main");
  const wroteSame = async (way: Way) => {
    using written = await synth(way, count);
    note(way.name, written);
    const difference = firstDifference(objects, written.out);
    if (difference !== undefined) throw new Error(`not the same objects: ${difference}`);
  };
  for (const way of ways) await wroteSame(way);
};

/** Plinth and cdk8s in turns, so many rounds for each size. */
export const measureBeside = async (
  counts: readonly number[],
  runs: number,
): Promise<readonly Beside[]> => {
  await install();
  const measured: Beside[] = [];
  for (const count of counts) {
    const costs = new Map<string, Cost[]>();
    const note = (name: string, cost: Cost) => costs.set(name, [...(costs.get(name) ?? []), cost]);
    for (let i = 0; i < runs; i++) await round(count, note);
    const of = (name: string) => leastOf(costs.get(name) ?? []);
    const cdk8s = ways.map(({ name }) => ({ name, measured: of(name) }));
    measured.push({ count, plinth: of("plinth"), cdk8s });
  }
  return measured;
};
