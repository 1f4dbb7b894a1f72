import { kinds } from "#plinth/kinds/registry.gen.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import { type Facet, isNone } from "#plinth/model/facet.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import { perSystem } from "#plinth/model/per-system.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { clusterKinds } from "../cluster-folder.ts";
import { databaseSetup } from "./database-setup.ts";
import { databaseTrust } from "./database-trust.ts";
import { defaultDeny, policiesOf } from "./network-policies.ts";
import { patched } from "./patched.ts";
import { rendered } from "./rendered.ts";
import { withWaivers } from "./waived.ts";

/** A cluster with all that is applied to it. */
export interface Cluster {
  readonly node: Node;
  /** Without references; in the order of the nodes they come from. */
  readonly objects: readonly KubernetesObject[];
}

/** What a node's kind answers; the registry's entries differ in properties, which fit their nodes. */
const facetOf = ({ kind }: Node): Facet<unknown, readonly KubernetesObject[]> | undefined =>
  (
    kinds as Readonly<
      Record<string, { kubernetes: Facet<unknown, readonly KubernetesObject[]> } | undefined>
    >
  )[kind]?.kubernetes;

const objectsOf = (
  node: Node,
  system: System,
  policyOf: (program: Node) => KubernetesObject,
): readonly KubernetesObject[] => {
  const facet = facetOf(node);
  const own = facet === undefined || isNone(facet) ? [] : facet(node, system);
  if (clusterKinds.has(node.kind))
    return [
      ...own,
      defaultDeny(system),
      ...databaseTrust(node, system),
      ...databaseSetup(node, system),
    ];
  return isProgram(node) ? [...own, policyOf(node)] : own;
};

/** The clusters of a system that are not only planned, by id. @throws Refusal */
export const clustersOf = perSystem((system): readonly Cluster[] => {
  const current = [...system.nodes.values()].filter(({ phase }) => phase === "current");
  const clusterOf = (node: Node): Node | undefined =>
    [node, ...placesOf(system, node)].find(({ kind }) => clusterKinds.has(kind));
  const policyOf = policiesOf(system);
  const objectsFor = (member: Node): readonly KubernetesObject[] => {
    const own = withWaivers(system, member, objectsOf(member, system, policyOf));
    return patched(system, member, own);
  };
  const members = Map.groupBy(current, (node) => clusterOf(node)?.id);
  return current
    .filter(({ kind }) => clusterKinds.has(kind))
    .map((node) => ({
      node,
      objects: (members.get(node.id) ?? []).flatMap((member) =>
        objectsFor(member).map(
          // What is rendered has the shape it had, with texts where references were.
          (object) => rendered(system, member.id, object) as KubernetesObject,
        ),
      ),
    }));
});
