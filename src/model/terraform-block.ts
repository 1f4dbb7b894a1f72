/**
 * Blocks of Terraform as plain data. What one block uses of another stays structured until the
 * output renders it: an expression inside a module, a variable and an output across modules.
 */

/** The parts that a cloud's Terraform is divided into; `bootstrap` is a root of its own. */
export type TerraformModule =
  | "bootstrap"
  | "budget"
  | "cluster"
  | "database"
  | "identity"
  | "load-balancer"
  | "network"
  | "observability"
  | "registry"
  | "secrets"
  | "storage";

/** What names one block among all. */
export interface TerraformAddress {
  readonly module: TerraformModule;
  /** An ephemeral block is asked for while Terraform runs, and kept in no plan and no state. */
  readonly block: "resource" | "data" | "ephemeral";
  /** The provider's type, e.g. `aws_vpc`. */
  readonly type: string;
  readonly name: string;
}

/** An attribute of a block, e.g. `arn`, `names[0]`. */
export interface AttributeOf {
  readonly attribute: string;
  readonly of: TerraformAddress;
}

/** A value that is known only to Terraform. */
export type Expression =
  | AttributeOf
  /** A variable of the root. */
  | { readonly variable: string }
  /** A file that comes with a block of the same module (`files`), in base64. */
  | { readonly file: string }
  /** A variable of the root, and what stands for it when it is not given: of a block `unless` that. */
  | { readonly given: string; readonly else: AttributeOf }
  /** Text around values. */
  | { readonly template: readonly (string | Expression)[] };

/** An argument: written out, or known only to Terraform. */
export type Arg<Value> = Value | Expression;

/** One block of Terraform. */
export interface TerraformBlock extends TerraformAddress {
  /** The arguments; the provider's own shapes, held by who makes the block. */
  readonly body: object;
  /** Blocks that must be there first although no argument names them. */
  readonly after?: readonly TerraformAddress[];
  /** The block is there only when this variable of the root is given. @default always */
  readonly onlyIf?: string;
  /** The block is there only when this variable of the root is not given. @default always */
  readonly unless?: string;
  /** A region other than that of the root. @default the root's */
  readonly region?: string;
  /** Whether Terraform must refuse to destroy it. @default false */
  readonly isProtected?: boolean;
  /** Text files that arguments name, by their path in the block's module. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether what takes its place is made before it goes. @default false */
  readonly isReplacedFirst?: boolean;
  /** Arguments that something else changes at run time, which Terraform then leaves alone. */
  readonly leaves?: readonly string[];
  /** What the root tells of it, by name of the output. */
  readonly tells?: Readonly<Record<string, { readonly attribute: string; readonly says: string }>>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Whether a value is known only to Terraform. */
export const isExpression = (value: unknown): value is Expression =>
  isObject(value) &&
  ((typeof value.attribute === "string" && isObject(value.of)) ||
    Array.isArray(value.template) ||
    (typeof value.file === "string" && Object.keys(value).length === 1) ||
    (typeof value.given === "string" && isObject(value.else)) ||
    (typeof value.variable === "string" && Object.keys(value).length === 1));

/** Text around values that are known only to Terraform. */
export const template = (
  parts: TemplateStringsArray,
  ...values: readonly (string | Expression)[]
): Expression => ({
  template: parts.flatMap((part, i) => {
    const value = values[i];
    return [...(part === "" ? [] : [part]), ...(value === undefined ? [] : [value])];
  }),
});
