import type { Book } from "#plinth/books/book.ts";
import type { PlinthKinds } from "#plinth/kinds/registry.gen.ts";
import type { Day } from "#plinth/model/day.ts";
import type { Kind } from "#plinth/model/kind.ts";
import type { Statement, StatementTypes } from "#plinth/model/statement.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";

type KindName = keyof PlinthKinds & string;

/** The properties of a kind, by its name. */
export type PropsOf<N extends KindName> =
  // biome-ignore lint/suspicious/noExplicitAny: positions that inference does not look at.
  PlinthKinds[N] extends Kind<infer P, any, any, any, any> ? P : never;

/** A thing of a known kind. */
export type NodeOf<N extends KindName> = Node<PropsOf<N>>;

/** A statement of a known type. */
export type Said<T extends keyof StatementTypes> = Extract<Statement, { readonly type: T }>;

/**
 * A system as rules see it: what is there today, indexed once, so that a rule stays linear in what it
 * asks for. What is planned (`phase: "future"`) is not judged; `system` has it for who wants it.
 */
export interface Look {
  readonly system: System;
  /** The day for which it is judged. */
  readonly day: Day;
  /** Things of a kind, by id. */
  of<N extends KindName>(kind: N): readonly NodeOf<N>[];
  /** Things of a kind that stand in a place, at any depth, by id. */
  within<N extends KindName>(place: string, kind: N): readonly NodeOf<N>[];
  /** The nearest place of a kind around a thing. */
  around<N extends KindName>(id: string, kind: N): NodeOf<N> | undefined;
  /** A thing of a kind by its id. */
  node<N extends KindName>(id: string | undefined, kind: N): NodeOf<N> | undefined;
  from(id: string): readonly Edge[];
  to(id: string): readonly Edge[];
  /** Statements of a type, by id. */
  said<T extends keyof StatementTypes>(type: T): readonly Said<T>[];
  /** The facts of a book. Who reads one depends on its day: see `consulted`. */
  read<Facts>(book: Book<Facts>): Facts;
  /** The books that were read so far. */
  readonly consulted: ReadonlySet<Book<unknown>>;
}

/** Whether a thing is of a kind; it then has the properties of that kind. */
const isOf = <N extends KindName>(node: Node<unknown>, kind: N): node is NodeOf<N> =>
  node.kind === kind;

const isSaid = <T extends keyof StatementTypes>(said: Statement, type: T): said is Said<T> =>
  said.type === type;

const grouped = <T>(things: Iterable<T>, keysOf: (thing: T) => Iterable<string>) => {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const group = groups.get(key);
      if (group) group.push(thing);
      else groups.set(key, [thing]);
    }
  }
  return (key: string): readonly T[] => groups.get(key) ?? [];
};

/** Indexes a system. Linear in its nodes, edges and statements. */
export const lookAt = (system: System, day: Day): Look => {
  const nodes: ReadonlyMap<string, Node<unknown>> = system.nodes;
  const current = [...nodes.values()].filter(({ phase }) => phase === "current");
  const byKind = grouped(current, ({ kind }) => [kind]);
  const byPlace = grouped(current, function* (node) {
    for (let at = nodes.get(node.parent); at; at = nodes.get(at.parent)) {
      yield `${at.id} ${node.kind}`;
    }
  });
  const from = grouped(system.edges, (edge) => [edge.from]);
  const to = grouped(system.edges, (edge) => [edge.to]);
  const said = grouped(
    system.statements.filter(({ phase }) => phase === "current"),
    ({ type }) => [type],
  );
  const consulted = new Set<Book<unknown>>();
  return {
    system,
    day,
    of: (kind) => byKind(kind).filter((node) => isOf(node, kind)),
    within: (place, kind) => byPlace(`${place} ${kind}`).filter((node) => isOf(node, kind)),
    around: (id, kind) => {
      for (let at = nodes.get(nodes.get(id)?.parent ?? ""); at; at = nodes.get(at.parent)) {
        if (isOf(at, kind)) return at;
      }
      return undefined;
    },
    node: (id, kind) => {
      const found = nodes.get(id ?? "");
      return found?.phase === "current" && isOf(found, kind) ? found : undefined;
    },
    from,
    to,
    said: (type) => said(type).filter((each) => isSaid(each, type)),
    read: (book) => {
      consulted.add(book);
      return book.facts;
    },
    consulted,
  };
};
