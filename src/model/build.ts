import { edgesOf } from "./edges.ts";
import type { Finding } from "./finding.ts";
import { frozen, NotPlainData } from "./frozen.ts";
import { judge } from "./judge.ts";
import type { AnyKind } from "./kind.ts";
import type { Phase } from "./phase.ts";
import type { Author, Kinds, Registry } from "./place.ts";
import { byText } from "./sorted.ts";
import { type Statement, statementTypes } from "./statement.ts";
import type { Node, System, Where } from "./system.ts";

/** A system as written: not yet built, for it may differ by profile. */
export interface SystemDefinition {
  readonly name: string;
  /** The first is the default. */
  readonly profiles: readonly string[];
  /**
   * Runs the description. What is wrong with it is in `findings`, all of it at once.
   * @throws only what the description itself throws
   */
  readonly build: (options: BuildOptions) => Built;
}

export interface BuildOptions {
  readonly profile: string;
  /** The folder that places in files are given relative to. @default none: as the runtime says */
  readonly root?: string;
}

export interface Built {
  readonly system: System;
  readonly findings: readonly Finding[];
}

/** RFC 1123 label, as Kubernetes wants names of objects. */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const labelWanted =
  "use lower-case letters, digits and hyphens, at most 63, a letter or digit at both ends";

const thisFile = import.meta.path;

/** As many frames as it takes to be out of this file; each one more costs time for every node. */
const framesLooked = 5;

/** The stack here, no deeper than it is looked at. */
const shallowStack = (): string => {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = framesLooked;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = usual;
  return stack;
};

/** Where the author called us: the first frame of the stack that is not in this file. */
const whereCalled = (root: string | undefined): Where | undefined => {
  for (const line of shallowStack().split("\n").slice(1)) {
    const match = /\(?((?:file:\/\/)?\/[^()]*?):(\d+):\d+\)?$/.exec(line.trim());
    const file = match?.[1]?.replace(/^file:\/\//, "");
    if (file === undefined || file === thisFile) continue;
    const inside = root !== undefined && file.startsWith(`${root}/`);
    return { file: inside ? file.slice((root?.length ?? 0) + 1) : file, line: Number(match?.[2]) };
  }
  return undefined;
};

const camel = (name: string): string => name.replace(/-(.)/g, (_, c: string) => c.toUpperCase());

/** Gathers what an author says, and gives out handles. */
class Gathering {
  readonly nodes = new Map<string, Node>();
  readonly statements = new Map<string, Statement>();
  readonly where = new Map<string, Where>();
  readonly findings: Finding[] = [];
  private readonly prototypes = new Map<string, object>();
  private readonly kinds: ReadonlyMap<string, AnyKind>;
  private readonly root: string | undefined;

  constructor(kinds: Kinds, root: string | undefined) {
    this.kinds = new Map(Object.entries(kinds));
    this.root = root;
  }

  complain(rule: string, on: string, says: string, where = this.where.get(on)): void {
    this.findings.push({ rule, severity: "error", on, says, ...(where && { where }) });
  }

  /** The value as frozen plain data; empty, with a finding, when it is none. */
  private plain(on: string, value: object): object {
    try {
      return frozen(value);
    } catch (error) {
      if (!(error instanceof NotPlainData)) throw error;
      this.complain("plain-data", on, `"${on}": ${error.message}`);
      return Object.freeze({});
    }
  }

  /** The handle of the system itself. */
  author(): object {
    const handle: Record<string, unknown> = Object.create(this.prototypeOf("system"));
    for (const type of statementTypes) {
      handle[type] = (id: string, says: { readonly phase?: Phase }) => this.say(type, id, says);
    }
    return Object.assign(handle, { ref: "", kind: "system", output: "" });
  }

  private say(type: Statement["type"], id: string, written: { readonly phase?: Phase }): void {
    const { phase = type === "future" ? "future" : "current", ...says } = written;
    const key = `${type}:${id}`;
    const where = whereCalled(this.root);
    if (this.statements.has(key)) {
      const first = this.where.get(key);
      const at = first ? ` at ${first.file}:${first.line}` : "";
      const says = `${type} "${id}" is said twice, first${at}; rename one`;
      this.complain("duplicate-name", key, says, where);
      return;
    }
    if (where) this.where.set(key, where);
    const said = { id, phase, says: this.plain(key, says), type };
    this.statements.set(key, Object.freeze(said) as Statement);
  }

  private make(parent: string, kindName: string, first: string, written: object): object {
    const kind = this.kinds.get(kindName);
    if (!kind) throw new Error(`no kind is called "${kindName}"`);
    const { phase = "current", ...rest } = written as { phase?: Phase };
    const name = kind.first ? kind.name : first;
    const id = parent === "" ? name : `${parent}/${name}`;
    const handle = Object.create(this.prototypeOf(kindName));
    Object.assign(handle, { ref: id, kind: kindName, output: "" });
    const where = whereCalled(this.root);
    const earlier = this.nodes.get(id);
    if (earlier) {
      const at = this.where.get(id);
      const says =
        `"${id}" is made twice: ${earlier.kind}${at ? ` at ${at.file}:${at.line}` : ""}, ` +
        `and ${kindName}; give one another name`;
      this.complain("duplicate-name", id, says, where);
      return handle;
    }
    if (where) this.where.set(id, where);
    if (!label.test(name)) {
      this.complain("name", id, `"${name}" cannot be the name of a ${kindName}: ${labelWanted}`);
    }
    const props = this.plain(id, kind.first ? { ...rest, [kind.first]: first } : rest);
    this.nodes.set(id, Object.freeze({ id, kind: kindName, name, parent, phase, props }) as Node);
    return handle;
  }

  /** Methods and outputs are the same for all things of a kind, so they are made once. */
  private prototypeOf(kindName: string): object {
    const known = this.prototypes.get(kindName);
    if (known) return known;
    const prototype = {};
    const gathering = this;
    for (const child of this.kinds.values()) {
      if (!child.in.includes(kindName)) continue;
      Object.defineProperty(prototype, camel(child.name), {
        value(this: { ref: string }, first: string, written: object = {}) {
          return gathering.make(this.ref, child.name, first, written);
        },
      });
    }
    for (const output of this.kinds.get(kindName)?.outputs ?? []) {
      Object.defineProperty(prototype, output, {
        get(this: { ref: string }) {
          return Object.freeze({ ref: this.ref, kind: kindName, output });
        },
      });
    }
    this.prototypes.set(kindName, prototype);
    return prototype;
  }
}

/** The `system` function for a set of kinds. */
export const systemOf =
  <All extends Registry<All>>(registry: All) =>
  <const P extends string = "default">(
    name: string,
    options: { readonly profiles?: readonly [P, ...P[]] },
    describe: (s: Author<All>, profile: P) => void,
  ): SystemDefinition => {
    const kinds: Kinds = { ...registry };
    const profiles: readonly string[] = options.profiles ?? ["default"];
    return Object.freeze({
      name,
      profiles,
      build: ({ profile, root }: BuildOptions): Built => {
        const gathering = new Gathering(kinds, root);
        if (!label.test(name)) {
          gathering.complain(
            "name",
            "",
            `"${name}" cannot be the name of a system: ${labelWanted}`,
          );
        }
        const described: unknown = describe(gathering.author() as Author<All>, profile as P);
        if (described instanceof Promise) {
          described.catch(() => {});
          const says = "what it makes after its first await is lost; describe it without async";
          gathering.complain("async", "", `"${name}" is described by an async function: ${says}`);
        }
        const nodes = new Map([...gathering.nodes].sort(byText(([id]) => id)));
        const edges = [...nodes.values()].flatMap((node) => edgesOf(node, kinds[node.kind]));
        const system: System = Object.freeze({
          name,
          profile,
          profiles,
          nodes,
          edges: Object.freeze(edges),
          statements: Object.freeze(
            [...gathering.statements].sort(byText(([key]) => key)).map(([, said]) => said),
          ),
          where: new Map([...gathering.where].sort(byText(([id]) => id))),
        });
        // What could not be read is left out, and would only be missed once more.
        const readable = gathering.findings.every(({ rule }) => rule !== "plain-data");
        for (const { rule, on, says } of readable ? judge(kinds, system) : []) {
          gathering.complain(rule, on, says);
        }
        return { system, findings: gathering.findings };
      },
    });
  };
