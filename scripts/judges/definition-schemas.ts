import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

type Schema = Readonly<Record<string, unknown>>;

/** One custom resource definition, in what is read of it. */
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A schema as JSON Schema has it, and as strict as Kubernetes' own in their strict form: what is
 * not named may not be there.
 */
const strict = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strict);
  if (!isRecord(value)) return value;
  const all = Object.fromEntries(Object.entries(value).map(([key, own]) => [key, strict(own)]));
  if (all["x-kubernetes-int-or-string"] === true) {
    const { type: _, format: __, ...rest } = all;
    return { ...rest, oneOf: [{ type: "string" }, { type: "integer" }] };
  }
  const isOpen = all["x-kubernetes-preserve-unknown-fields"] === true || "$schema" in all;
  const closes = isRecord(all.properties) && !("additionalProperties" in all) && !isOpen;
  return closes && all.type === "object" ? { ...all, additionalProperties: false } : all;
};

/** The objects' own names are in no definition's schema: `metadata` may say what it likes. */
const schemaOf = (schema: Schema): unknown => {
  const made = strict(schema) as { readonly properties?: Schema };
  return { ...made, properties: { ...made.properties, metadata: { type: "object" } } };
};

/** Writes the schemas of all definitions of a folder, under the names by which kubeconform looks. */
export const writeDefinitionSchemas = async (from: string, to: string): Promise<void> => {
  await rm(to, { recursive: true, force: true });
  for (const name of await readdir(from)) {
    const documents = Bun.YAML.parse(await Bun.file(join(from, name)).text());
    for (const each of [documents].flat()) {
      const { spec } = each as Definition;
      const [group] = spec.group.split(".");
      for (const { name: version, schema } of spec.versions) {
        if (!schema) continue;
        const file = `${spec.names.kind}-${group}-${version}.json`.toLowerCase();
        await Bun.write(join(to, file), JSON.stringify(schemaOf(schema.openAPIV3Schema)));
      }
    }
  }
};
