import { noAccountYet } from "#plinth/kinds/aws/role-arn.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import type { System } from "#plinth/model/system.ts";
import { deleteJob } from "./job-commands.ts";
import { ownImagesIn } from "./kustomization.ts";
import { definitionsOf, pathOf, type TaughtFolder, taughtFolderOf } from "./taught.ts";

/** Whether objects name roles of the account, whose number no file knows. */
const namesRoles = (system: System): boolean =>
  ["dump", "disks", "secret-reader"].some((kind) =>
    nodesOf(system, kind).some(
      ({ props, phase }) => props.role !== undefined && phase === "current",
    ),
  );

const zeros = `iam:${noAccountYet}`;

/** How the account's number gets into objects by hand. */
export const numberToGive = (system: System): readonly string[] =>
  namesRoles(system)
    ? [
        "The account's number in the files below `kubernetes/` that name a role: until then it is " +
          `zeros. \`grep -rl "${zeros}" kubernetes | xargs sed -i "s/${zeros}/iam::$ACCOUNT:/"\` ` +
          "puts it in, which `aws sts get-caller-identity` tells; `plinth deploy` does it for what it " +
          "applies, and leaves the files as they are.",
      ]
    : [];

/** A Job that is applied by hand once more: what it runs cannot be changed. */
export const jobsToGive = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects.flatMap((object) => {
    if (object.kind !== "Job" || ownImagesIn(object).length === 0) return [];
    const { name, namespace } = object.metadata;
    return [
      `What the Job \`${name}\` runs cannot be changed: with another image or environment, ` +
        `\`kubectl ${deleteJob({ name, namespace }).join(" ")}\` comes before it is applied. ` +
        "`plinth deploy` and the pipeline see to it themselves.",
    ];
  });

/** What a cluster has to be taught, and all else, as it is applied by hand: each after the one before. */
export const orderToGive = (
  folder: string,
  objects: readonly KubernetesObject[],
): readonly string[] => {
  const taught = Map.groupBy(objects, taughtFolderOf);
  if (taught.size === (taught.has(undefined) ? 1 : 0)) return [];
  const at = `kubernetes/${folder}`;
  const applied = (name: TaughtFolder): readonly string[] => {
    const own = taught.get(name);
    if (own === undefined) return [];
    const names = definitionsOf(own).map((each) => `crd/${each.name}`);
    return [
      ...["create", "condition=Established"].map(
        (state) => `kubectl wait --for=${state} --timeout=10m ${names.join(" ")}`,
      ),
      `kubectl apply --server-side -k ${at}/${name}`,
    ];
  };
  const lines = [
    ...objects
      .filter(({ kind }) => kind === "Namespace")
      .map((object) => `kubectl apply --server-side -f ${at}/${pathOf(object)}`),
    ...applied("operators"),
    ...applied("secrets"),
    `kubectl apply --server-side -k ${at}`,
    ...applied("autoscaling"),
  ];
  const says = taught.has("operators")
    ? "Operators, and what only they understand, on a cluster that installs charts as K3s does."
    : "The operators that understand what is applied below: nothing here installs them.";
  const list = lines.map((line, i) => `\n  ${i + 1}. \`${line}\``);
  return [
    `${says} \`plinth deploy\` applies all of it; by hand it goes in this order:${list.join("")}`,
  ];
};
