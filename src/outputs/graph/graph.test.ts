import { expect, test } from "bun:test";
import { join } from "node:path";
import { system } from "#plinth/index.ts";
import { expectGolden } from "../../../test/golden.ts";
import { dot } from "./dot.ts";
import { graphOf } from "./graph.ts";
import { mermaid } from "./mermaid.ts";

const shop = system("shop", {}, (s) => {
  const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
    nat: "none",
  });
  const end = vpc.eks("end", { version: "1.36" });
  const stock = end.service("stock", { command: "stock", port: 80 });
  const web = end.service("web", {
    command: "web",
    port: 80,
    env: { STOCK_URL: stock.url, STOCK_HOST: stock.host },
    needs: [stock],
  });
  end.service("planned", { command: "planned", port: 80, phase: "future" });
  vpc.loadBalancer("alb", { routes: { "/*": web, "/stock/*": stock } });
}).build({ profile: "default" });

const golden = (name: string): string => join(import.meta.dir, "golden", name);

test("a graph has one arrow for each pair, with all that is used", () => {
  expect(shop.findings).toEqual([]);
  expect(graphOf(shop.system).arrows).toContainEqual({
    from: "aws/vpc/end/web",
    to: "aws/vpc/end/stock",
    uses: ["host", "needs", "url"],
    waits: true,
  });
});

test("the Mermaid drawing of nested places, arrows and what is planned", () =>
  expectGolden(golden("shop.mmd"), mermaid(shop.system)));

test("the Graphviz drawing of nested places, arrows and what is planned", () =>
  expectGolden(golden("shop.dot"), dot(shop.system)));
