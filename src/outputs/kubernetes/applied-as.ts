/**
 * How whoever ships a system applies its objects: `deploy` and the pipeline, one after the other, as
 * one owner of one set of fields. Two names would quarrel over each new image (kubectl then refuses),
 * and neither could take a field away that the other once set.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
 */
export const appliedAs = ["--server-side", "--force-conflicts", "--field-manager=plinth"] as const;
