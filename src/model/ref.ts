/**
 * References: values that differ by place. They stay structured until a reader renders them: an
 * address on this machine, a Service name on a cluster, an expression in Terraform.
 */

/** A reference to a node (`output` is `""`), or to one of its outputs. Plain data. */
export interface Ref<Kind extends string = string, Output extends string = string> {
  /** The id of the node referred to. */
  readonly ref: string;
  readonly kind: Kind;
  readonly output: Output;
}

/** Text with references in it, made by the `text` tag. Plain data. */
export interface Text {
  readonly text: readonly (string | Ref)[];
}

/** A reference that does not decide the start order, made by `talksTo`. Plain data. */
export interface TalksTo {
  readonly talksTo: Ref;
}

/** What an environment variable or an argument may be. */
export type Value = string | Ref | Text | TalksTo;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

export const isRef = (value: unknown): value is Ref =>
  isRecord(value) && typeof value.ref === "string" && typeof value.kind === "string";

export const isText = (value: unknown): value is Text =>
  isRecord(value) && Array.isArray(value.text);

export const isTalksTo = (value: unknown): value is TalksTo =>
  isRecord(value) && isRef(value.talksTo);

/** Text around references: ``text`http://${web.host}:${web.port}/api` ``. */
export const text = (parts: TemplateStringsArray, ...refs: readonly Ref[]): Text => ({
  text: parts.flatMap((part, i) => {
    const ref = refs[i];
    return [...(part === "" ? [] : [part]), ...(ref === undefined ? [] : [ref])];
  }),
});

/** Uses a reference without waiting for the thing to be up: for traffic in a circle. */
export const talksTo = (ref: Ref): TalksTo => ({ talksTo: ref });
