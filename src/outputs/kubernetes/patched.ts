import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { KubernetesPatch } from "#plinth/model/kubernetes-patch.ts";
import { refusedAt } from "#plinth/model/refused-at.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { merged, patchesOf } from "../merged.ts";

/**
 * The objects of a node with the patches that its author wrote.
 * @throws Refusal when a patch is for an object that is not there, or could be for several
 */
export const patched = (
  system: System,
  node: Node,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] =>
  patchesOf<KubernetesPatch>(node, "kubernetes").reduce((before, { kind, name, set }) => {
    const meant = before.filter(
      ({ kind: its, metadata }) => its === kind && (name === undefined || metadata.name === name),
    );
    if (meant.length !== 1) {
      const what = `${kind}${name === undefined ? "" : ` "${name}"`}`;
      const all = before.map((object) => `${object.kind} "${object.metadata.name}"`).join(", ");
      const says = `"${node.id}" patches ${what}, of which it has ${meant.length}`;
      throw refusedAt(system, node.id, `${says}; it has ${all || "no objects"}`);
    }
    return before.map((object) =>
      // What a patch makes of an object is the author's affair; its kind stays.
      object === meant[0] ? (merged(object, set) as KubernetesObject) : object,
    );
  }, objects);
