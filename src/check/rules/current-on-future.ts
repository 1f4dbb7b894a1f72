import { defineRule } from "../rule.ts";

export const currentOnFuture = defineRule({
  id: "current-on-future",
  severity: "error",
  why:
    "What is there today cannot rest on what is only planned: until that is built, it does " +
    "not work.",
  remedy: 'Plan this too, `phase: "future"`, or build that first.',
  source: "docs/vocabulary.md, section What is described",
  *judge(look) {
    const { nodes, statements, edges } = look.system;
    const isPlanned = (id: string): boolean => nodes.get(id)?.phase === "future";
    for (const { from, to } of edges) {
      if (isPlanned(from) || !isPlanned(to)) continue;
      yield {
        on: from,
        says: `rests on "${to}", which is only planned`,
        instead: 'phase: "future"',
      };
    }
    const planned = new Set(statements.flatMap(({ type, id }) => (type === "future" ? [id] : [])));
    for (const { id, says } of look.said("procedure")) {
      const required = says.steps.flatMap(({ requires = [] }) => requires);
      for (const each of required) {
        const name = typeof each === "string" ? each : each.ref;
        if (typeof each === "string" ? !planned.has(each) : !isPlanned(name)) continue;
        yield {
          on: `procedure:${id}`,
          says: `needs "${name}", which is only planned`,
          instead: `phase: "future", or "${name}" itself`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.future("domain", { term: "short", says: "a name of its own" });
      s.procedure("move", {
        phase: "future",
        when: "the region is lost",
        steps: [{ does: "point the name elsewhere", requires: ["domain"] }],
      });
    },
    bad(s) {
      s.future("domain", { term: "short", says: "a name of its own" });
      s.procedure("move", {
        when: "the region is lost",
        steps: [{ does: "point the name elsewhere", requires: ["domain"] }],
      });
    },
    found: ["procedure:move"],
  },
});
