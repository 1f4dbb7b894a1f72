import { serverVersions } from "#plinth/books/server-versions.ts";
import { byText } from "#plinth/model/sorted.ts";
import { soundBroker, soundDatabase, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const serverAlive = defineRule({
  id: "server-alive",
  severity: "error",
  why:
    "A line of a server that has ended gets no fixes: the next hole stays open, and the leap to a " +
    "line that lives is longer with every month.",
  remedy: "Write a line that gets fixes, and plan an update every year.",
  source: "https://endoflife.date/ section Server applications",
  *judge(look) {
    const book = look.read(serverVersions);
    const servers = [
      ...look.of("k3s").map((node) => ({ ...node, is: "kubernetes" as const })),
      ...look.of("postgres").map((node) => ({ ...node, is: "postgres" as const })),
      ...look.of("rabbitmq").map((node) => ({ ...node, is: "rabbitmq" as const })),
    ].sort(byText(({ id }) => id));
    for (const { id, is, props } of servers) {
      const { ends, newest, source } = book[is];
      const last = ends[String(props.version)];
      if (last === undefined || last >= look.day) continue;
      const version = JSON.stringify(typeof props.version === "number" ? Number(newest) : newest);
      yield {
        on: id,
        says: `version ${props.version} of ${is} has had no fixes since ${last}`,
        instead: `version: ${version} (${source})`,
      };
    }
  },
  examples: {
    good(s) {
      const { vpc } = soundOwnCloud(s);
      vpc.postgres("db", { ...soundDatabase, version: 18 });
    },
    bad(s) {
      const { vpc, main } = soundOwnCloud(s, { version: "1.33" });
      vpc.postgres("db", { ...soundDatabase, version: 13 });
      main.rabbitmq("orders", { ...soundBroker, version: "3.12" });
    },
    found: ["aws/vpc/db", "aws/vpc/main", "aws/vpc/main/orders"],
  },
});
