import { frozen } from "./frozen.ts";
import type { SourceCode } from "./source-code.ts";
import type { Statement } from "./statement.ts";
import type { Edge, Node, System, Where } from "./system.ts";

/** The version of the JSON form of a system; raised when a reader of the old form would fail. */
const systemSchema = 1;

/** A system as JSON: lists instead of maps, in the same order. */
export interface SystemJson {
  readonly schema: typeof systemSchema;
  readonly name: string;
  readonly profile: string;
  readonly profiles: readonly string[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly statements: readonly Statement[];
  readonly where?: Readonly<Record<string, Where>>;
  readonly sources?: Readonly<Record<string, SourceCode>>;
}

/** The JSON form. Without `where` it says only what the system is, and is the same for all orders
 * in which it may be written down. */
export const toJson = (system: System, options: { where?: boolean } = {}): SystemJson => ({
  schema: systemSchema,
  name: system.name,
  profile: system.profile,
  profiles: system.profiles,
  nodes: [...system.nodes.values()],
  edges: system.edges,
  statements: system.statements,
  ...(options.where !== false && { where: Object.fromEntries(system.where) }),
  ...(system.sources && { sources: Object.fromEntries(system.sources) }),
});

/** The system again. @throws when it is not the JSON form of a system of this schema */
export const fromJson = (json: SystemJson): System => {
  if (json?.schema !== systemSchema) {
    throw new Error(`not a system of schema ${systemSchema}: it says schema ${json?.schema}`);
  }
  const { nodes, edges, statements, profiles, sources } = frozen({
    ...json,
    where: {},
  }) as SystemJson;
  return Object.freeze({
    name: json.name,
    profile: json.profile,
    profiles,
    nodes: new Map(nodes.map((node) => [node.id, node])),
    edges,
    statements,
    where: new Map(Object.entries(json.where ?? {})),
    ...(sources && { sources: new Map(Object.entries(sources)) }),
  });
};
