import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import { byText, compareText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock, TerraformModule } from "#plinth/model/terraform-block.ts";
import { blocksOf } from "./blocks.ts";
import { localName } from "./expression.ts";
import {
  blocksJson,
  moduleFiles,
  providers,
  settings,
  variableJson,
  variablesAsked,
  wiresOf,
} from "./module.ts";
import { readme } from "./readme.ts";

type Files = readonly (readonly [path: string, json: unknown])[];

/** The account that a system stands in; a system has one at most. */
const accountOf = (system: System): Node | undefined =>
  [...system.nodes.values()].find(({ kind, phase }) => kind === "aws" && phase === "current");

/** A name in Terraform's language. */
const callName = (module: TerraformModule): string => module.replaceAll("-", "_");

const tagsOf = (system: System): Record<string, string> => ({
  ManagedBy: "terraform",
  Profile: system.profile,
  System: systemName(system),
});

/** By module, in order of their names. */
const byModule = (
  blocks: readonly TerraformBlock[],
): readonly (readonly [TerraformModule, readonly TerraformBlock[]])[] =>
  [...Map.groupBy(blocks, ({ module }) => module)].sort(byText(([module]) => module));

/** What the root tells: by name, sorted. */
const tellsOf = (
  blocks: readonly TerraformBlock[],
  valueIn: (block: TerraformBlock, name: string, attribute: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(
    blocks
      .flatMap((block) =>
        Object.entries(block.tells ?? {}).map(([name, { attribute, says }]) => {
          const value = valueIn(block, name, attribute);
          return [name, { description: says, value }] as const;
        }),
      )
      .sort(byText(([name]) => name)),
  );

/** The root in which the state's own bucket is made, which has no state anywhere else. */
const bootstrapFiles = (
  system: System,
  region: string,
  blocks: readonly TerraformBlock[],
): Files => [
  ["main.tf.json", blocksJson(blocks)],
  [
    "outputs.tf.json",
    { output: tellsOf(blocks, (block, _, attribute) => `\${${localName(block)}.${attribute}}`) },
  ],
  [
    "versions.tf.json",
    { terraform: settings, provider: { aws: providers(region, tagsOf(system), blocks) } },
  ],
];

/** Where the state is kept; the bucket's name has the account's number, so it comes with `init`. */
const backendOf = (system: System, account: Node, region: string): Record<string, unknown> => {
  const [bucket] = [...system.nodes.values()].filter(
    ({ kind, id, phase }) =>
      kind === "state-backend" && phase === "current" && id.startsWith(`${account.id}/`),
  );
  if (!bucket) return {};
  const lock =
    bucket.props.lock === "dynamodb"
      ? { dynamodb_table: `${systemName(system)}-locks` }
      : { use_lockfile: true };
  const key = `${system.name}/${system.profile}.tfstate`;
  return { backend: { s3: { key, region, encrypt: true, ...lock } } };
};

const rootFiles = (system: System, account: Node, blocks: readonly TerraformBlock[]): Files => {
  const region = String(account.props.region);
  const wires = wiresOf(blocks);
  const modules = byModule(blocks);
  const variables = variablesAsked(blocks);
  const calls = modules.map(([module, own]) => [
    callName(module),
    {
      source: `./modules/${module}`,
      ...Object.fromEntries(variablesAsked(own).map((name) => [name, `\${var.${name}}`])),
      ...Object.fromEntries(
        wires
          .filter(({ to }) => to === module)
          .map(({ from, name }) => [
            name,
            `\${module.${callName(from as TerraformModule)}.${name}}`,
          ]),
      ),
    },
  ]);
  const terraform = { ...settings, ...backendOf(system, account, region) };
  return [
    ["main.tf.json", { module: Object.fromEntries(calls) }],
    [
      "outputs.tf.json",
      { output: tellsOf(blocks, ({ module }, name) => `\${module.${callName(module)}.${name}}`) },
    ],
    ...(variables.length > 0
      ? [
          [
            "variables.tf.json",
            { variable: Object.fromEntries(variables.map((name) => [name, variableJson(name)])) },
          ] as const,
        ]
      : []),
    [
      "versions.tf.json",
      { terraform, provider: { aws: providers(region, tagsOf(system), blocks) } },
    ],
    ...modules.flatMap(([module, own]) =>
      moduleFiles(own, wires).map(([path, json]) => [`modules/${module}/${path}`, json] as const),
    ),
  ];
};

const isBootstrap = ({ module }: TerraformBlock): boolean => module === "bootstrap";

const accountFiles = (
  system: System,
  account: Node,
  blocks: readonly TerraformBlock[],
  bootstrap: readonly TerraformBlock[],
): Files => [
  ...rootFiles(system, account, blocks),
  ...(bootstrap.length > 0
    ? bootstrapFiles(system, String(account.props.region), bootstrap).map(
        ([path, json]) => [`bootstrap/${path}`, json] as const,
      )
    : []),
];

/** A system's cloud as Terraform, in JSON syntax: a root, its modules, and the state's own root. */
export const terraform = {
  name: "terraform",
  holds: "what the cloud is asked for; its own README says how it is applied",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    const account = accountOf(system);
    if (!account) return;
    const all = blocksOf(system, account);
    const bootstrap = all.filter(isBootstrap);
    const rest = all.filter((block) => !isBootstrap(block));
    yield ["README.md", readme(systemName(system), bootstrap.length > 0, variablesAsked(rest))];
    for (const [path, json] of accountFiles(system, account, rest, bootstrap)) {
      yield [path, `${JSON.stringify(json, undefined, 2)}\n`];
    }
    for (const { module, files = {} } of rest) {
      for (const [path, text] of Object.entries(files)) yield [`modules/${module}/${path}`, text];
    }
  },
} as const;

/** What a plan of a root is predicted to make when no variable is given: addresses, sorted. */
export const plannedAddresses = (
  system: System,
  root: "main" | "bootstrap" = "main",
): readonly string[] => {
  const account = accountOf(system);
  if (!account) return [];
  return blocksOf(system, account)
    .filter(
      (block) =>
        isBootstrap(block) === (root === "bootstrap") &&
        block.block === "resource" &&
        block.onlyIf === undefined,
    )
    .map((block) => {
      const name = `${localName(block)}${block.unless === undefined ? "" : "[0]"}`;
      return root === "bootstrap" ? name : `module.${callName(block.module)}.${name}`;
    })
    .sort(compareText);
};
