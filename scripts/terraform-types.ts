/** A provider's own schema, written as types of TypeScript. */
import { compareText } from "#plinth/model/sorted.ts";

/** Arguments that are never written: what the provider works out, and how long it waits. */
const unwritten = new Set(["id", "tags_all", "timeouts"]);

type Type = string | readonly [string, Type | Readonly<Record<string, Type>>];

interface Attribute {
  readonly type?: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly deprecated?: boolean;
}

interface Nested {
  readonly nesting_mode: "single" | "list" | "set" | "map" | "group";
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, Nested>>;
  readonly deprecated?: boolean;
}

export type Schemas = Readonly<Record<string, { readonly block: Block }>>;

const sorted = <T>(record: Readonly<Record<string, T>> = {}): (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => compareText(a, b));

/** A provider's type as TypeScript; every value may as well be an expression. */
const typeText = (type: Type): string => {
  if (type === "string") return "Arg<string>";
  if (type === "number") return "Arg<number>";
  if (type === "bool") return "Arg<boolean>";
  if (typeof type === "string") return "unknown";
  const [kind, of] = type;
  if (kind === "object") {
    const fields = sorted(of as Readonly<Record<string, Type>>);
    return `{ ${fields.map(([name, each]) => `readonly ${name}?: ${typeText(each)}`).join("; ")} }`;
  }
  const each = typeText(of as Type);
  return kind === "map" ? `Arg<Readonly<Record<string, ${each}>>>` : `Arg<readonly (${each})[]>`;
};

const fieldsOf = (block: Block, indent: string): string[] => {
  const isUnwritten = (name: string) => indent.length === 4 && unwritten.has(name);
  const attributes = sorted(block.attributes).flatMap(([name, { type, ...attribute }]) => {
    const isWritten = attribute.required === true || attribute.optional === true;
    if (!isWritten || attribute.deprecated || isUnwritten(name) || type === undefined) return [];
    return [`${indent}readonly ${name}${attribute.required ? "" : "?"}: ${typeText(type)};`];
  });
  const blocks = sorted(block.block_types).flatMap(([name, nested]) => {
    if (isUnwritten(name) || nested.block.deprecated) return [];
    const isOne = nested.max_items === 1 || ["single", "group"].includes(nested.nesting_mode);
    const [open, close] = isOne ? ["{", "};"] : ["readonly {", "}[];"];
    const inner = fieldsOf(nested.block, `${indent}  `);
    const needed = (nested.min_items ?? 0) > 0 ? "" : "?";
    if (inner.length === 0) {
      return [
        `${indent}readonly ${name}${needed}: Readonly<Record<string, never>>${isOne ? "" : "[]"};`,
      ];
    }
    return [`${indent}readonly ${name}${needed}: ${open}`, ...inner, `${indent}${close}`];
  });
  return [...attributes, ...blocks];
};

const attributeNames = ({ attributes, block_types }: Block): string =>
  [...Object.keys(attributes ?? {}), ...Object.keys(block_types ?? {})]
    .filter((name) => name !== "timeouts")
    .sort(compareText)
    .map((name) => `"${name}"`)
    .join(" | ");

/** An interface of the arguments of each of these types. */
export const interfaceOf = (
  name: string,
  doc: string,
  types: readonly string[],
  all: Schemas,
): string[] => [
  `/** ${doc} */`,
  `export interface ${name} {`,
  ...types.flatMap((type) => {
    const schema = all[type];
    if (!schema) throw new Error(`"${type}" is not in the provider's schema; is it spelt so?`);
    const fields = fieldsOf(schema.block, "    ");
    if (fields.length === 0) return [`  readonly ${type}: Readonly<Record<string, never>>;`];
    return [`  readonly ${type}: {`, ...fields, "  };"];
  }),
  "}",
  "",
];

/** An interface of what each of these types can be asked for. */
export const namesOf = (
  name: string,
  doc: string,
  types: readonly string[],
  all: Schemas,
): string[] => [
  `/** ${doc} */`,
  `export interface ${name} {`,
  ...types.map((type) => `  readonly ${type}: ${attributeNames(all[type]?.block ?? {})};`),
  "}",
  "",
];
