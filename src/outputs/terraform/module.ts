import { awsProviderVersion } from "#plinth/kinds/aws/provider/types.gen.ts";
import { byText, compareText } from "#plinth/model/sorted.ts";
import { isExpression, type TerraformBlock } from "#plinth/model/terraform-block.ts";
import { namedIn } from "./blocks.ts";
import { localName, rendered, waitsFor, wireName } from "./expression.ts";
import { rootVariables } from "./root-variables.ts";

/** An attribute that goes from one module to another. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  /** What it is, in Terraform's words within the module that has it. */
  readonly value: string;
  readonly says: string;
}

/** Everything that the blocks of one module use of others, sorted by name. */
export const wiresOf = (blocks: readonly TerraformBlock[]): readonly Wire[] => {
  const wires = new Map<string, Wire>();
  for (const { module, body, after = [] } of blocks) {
    for (const { attribute, of } of [
      ...namedIn(body),
      ...after.map((each) => ({ attribute: "id", of: each })),
    ]) {
      if (of.module === module) continue;
      const name = wireName(of, attribute);
      wires.set(`${module} ${name}`, {
        from: of.module,
        to: module,
        name,
        value: `\${${localName(of)}.${attribute}}`,
        says: `${attribute} of ${localName(of)} in the module ${of.module}.`,
      });
    }
  }
  return [...wires.values()].sort(byText(({ to, name }) => `${name} ${to}`));
};

/** The variables of the root that a value asks for. */
function* asked(value: unknown): Generator<string> {
  if (isExpression(value)) {
    if ("variable" in value) yield value.variable;
    else if ("given" in value) yield value.given;
    else if ("template" in value) for (const part of value.template) yield* asked(part);
  } else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) yield* asked(each);
  }
}

/** The variables of the root that blocks ask for, sorted. */
export const variablesAsked = (blocks: readonly TerraformBlock[]): readonly string[] =>
  [
    ...new Set(
      blocks.flatMap(({ body, onlyIf, unless }) => [
        ...asked(body),
        ...[onlyIf, unless].filter((name) => name !== undefined),
      ]),
    ),
  ].sort(compareText);

const alias = (region: string): string => region.replaceAll("-", "_");

const bodyOf = (block: TerraformBlock): Record<string, unknown> => {
  const { module, onlyIf, unless, after, region, isProtected, isReplacedFirst, leaves } = block;
  const lifecycle = {
    ...(isReplacedFirst && { create_before_destroy: true }),
    ...(leaves && { ignore_changes: leaves }),
    ...(isProtected && { prevent_destroy: true }),
  };
  return {
    ...(onlyIf !== undefined && { count: `\${var.${onlyIf} == null ? 0 : 1}` }),
    ...(unless !== undefined && { count: `\${var.${unless} == null ? 1 : 0}` }),
    ...(region !== undefined && { provider: `aws.${alias(region)}` }),
    ...(rendered(block.body, module) as Record<string, unknown>),
    ...(after && after.length > 0 && { depends_on: after.map((each) => waitsFor(each, module)) }),
    ...(Object.keys(lifecycle).length > 0 && { lifecycle }),
  };
};

/** Blocks by what they are, their type and their name, in Terraform's JSON syntax. */
export const blocksJson = (blocks: readonly TerraformBlock[]): Record<string, unknown> => {
  const grouped = <T>(
    of: readonly TerraformBlock[],
    by: (block: TerraformBlock) => string,
    json: (group: readonly TerraformBlock[]) => T,
  ): Record<string, T> =>
    Object.fromEntries([...Map.groupBy(of, by)].map(([key, group]) => [key, json(group)]));
  return grouped(
    blocks,
    ({ block }) => block,
    (same) =>
      grouped(
        same,
        ({ type }) => type,
        (ofType) => Object.fromEntries(ofType.map((block) => [block.name, bodyOf(block)])),
      ),
  );
};

const settingsWith = (version: string) => ({
  // The S3 backend's own lock is whole since Terraform 1.11.
  required_version: ">= 1.11.0",
  required_providers: { aws: { source: "hashicorp/aws", version } },
});

/** Versions that a root asks for: the one provider whose shapes all arguments were held to. */
export const settings = settingsWith(awsProviderVersion);

/** Versions that a module takes; which it is, its root says, so that an upgrade is one line. */
const moduleSettings = settingsWith(`>= ${awsProviderVersion}`);

/** The providers of a root: its region, and those that single blocks stand in. */
export const providers = (
  region: string,
  tags: Readonly<Record<string, string>>,
  blocks: readonly TerraformBlock[],
): unknown => {
  const others = new Set(blocks.flatMap((block) => block.region ?? []));
  const default_tags = { tags };
  return [
    { region, default_tags },
    ...[...others].sort(compareText).map((each) => ({
      alias: alias(each),
      region: each,
      default_tags,
    })),
  ];
};

/** What a variable of the root is, as its block says it. */
export const variableJson = (name: string): Record<string, unknown> => {
  const variable = rootVariables[name];
  if (!variable) throw new Error(`"${name}" is no variable of the root`);
  return { description: variable.says, type: variable.type, default: null };
};

/** The files of a module: its blocks, what it is given, and what it gives. */
export const moduleFiles = (
  blocks: readonly TerraformBlock[],
  wires: readonly Wire[],
): readonly (readonly [string, unknown])[] => {
  const [module] = blocks.map((block) => block.module);
  const given = [
    ...variablesAsked(blocks).map((name) => [name, variableJson(name)] as const),
    ...wires.flatMap(({ to, name, says }) =>
      to === module ? [[name, { description: says, type: "string" }] as const] : [],
    ),
  ].sort(byText(([name]) => name));
  const gives = [
    ...wires.flatMap(({ from, name, value }) =>
      from === module
        ? [[name, { description: `${value.slice(2, -1)}, for other modules.`, value }] as const]
        : [],
    ),
    ...blocks.flatMap((block) =>
      Object.entries(block.tells ?? {}).map(([name, { attribute, says }]) => {
        const of = localName(block);
        const isSure = block.onlyIf === undefined && block.unless === undefined;
        const value = isSure ? `\${${of}.${attribute}}` : `\${one(${of}[*].${attribute})}`;
        return [name, { description: says, value }] as const;
      }),
    ),
  ].sort(byText(([name]) => name));
  return [
    ["main.tf.json", blocksJson(blocks)],
    ...(gives.length > 0
      ? [["outputs.tf.json", { output: Object.fromEntries(gives) }] as const]
      : []),
    ...(given.length > 0
      ? [["variables.tf.json", { variable: Object.fromEntries(given) }] as const]
      : []),
    ["versions.tf.json", { terraform: moduleSettings }],
  ];
};
