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

const none: readonly never[] = [];

const grouped = <T>(things: Iterable<T>, keysOf: (thing: T) => Iterable<string>) => {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const group = groups.get(key);
      if (group) group.push(thing);
      else groups.set(key, [thing]);
    }
  }
  return groups;
};

/** Indexes a system. Linear in its nodes, edges and statements. */
export const lookAt = (system: System, day: Day): Look => {
  const current = [...system.nodes.values()].filter(({ phase }) => phase === "current");
  const byKind = grouped(current, ({ kind }) => [kind]);
  const byPlace = grouped(current, function* (node) {
    for (let at = system.nodes.get(node.parent); at; at = system.nodes.get(at.parent)) {
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
    // The registry's kinds differ in their properties; a node has those of its own kind.
    of: (kind) => (byKind.get(kind) ?? none) as never,
    within: (place, kind) => (byPlace.get(`${place} ${kind}`) ?? none) as never,
    around: (id, kind) => {
      let at = system.nodes.get(id);
      do at = system.nodes.get(at?.parent ?? "");
      while (at && at.kind !== kind);
      return at as never;
    },
    node: (id, kind) => {
      const found = system.nodes.get(id ?? "");
      return (found?.kind === kind && found.phase === "current" ? found : undefined) as never;
    },
    from: (id) => from.get(id) ?? none,
    to: (id) => to.get(id) ?? none,
    said: (type) => (said.get(type) ?? none) as never,
    read: (book) => {
      consulted.add(book);
      return book.facts;
    },
    consulted,
  };
};
