import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "../files.ts";

type Describe = Parameters<typeof system>[2];

const docsOf = (describe: Describe): Map<string, string> => {
  const { system: model, findings } = system("shop", {}, describe).build({ profile: "default" });
  expect(findings).toEqual([]);
  return new Map([...filesOf(model)].filter(([path]) => path.startsWith("docs/")));
};

const pageOf = (describe: Describe): string => docsOf(describe).get("docs/architecture.md") ?? "";

test("the page draws the system and lists things, uses and ports", () => {
  const page = pageOf((s) => {
    const main = s.kubernetes("main");
    const stock = main.service("stock", { command: "x", port: 81, because: "of a | bar" });
    main.service("web", { command: "x", port: 80, nodePort: 30080, env: { STOCK: stock.url } });
  });
  expect(page).toContain("```mermaid\n");
  expect(page).toContain("| `main/stock` | service | yes | of a \\| bar |");
  expect(page).toContain("| `main/web` | `main/stock` | url | yes |");
  expect(page).toContain("| `main/web` | 30080 | each machine |");
});

test("what is not known of a bill is unknown there and never nothing", () => {
  const page = pageOf((s) => {
    const aws = s.aws("us-west-1", { zones: 2 });
    aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
      privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
      nat: "one",
    });
  });
  expect(page).toMatch(/\| nat \| \$35\.04 \| .*data through NAT.* \|/);
});

test("a system that pays nobody has no bill", () => {
  expect(pageOf((s) => void s.kubernetes("main"))).not.toContain("USD");
});

test("a runbook has the steps, what they need and how long they take, as far as it is known", () => {
  const docs = docsOf((s) => {
    s.future("custom-domain", { term: "short", says: "a name of its own" });
    s.procedure("lost", {
      phase: "future",
      when: "it is lost",
      steps: [
        { does: "build it", takes: ["15m", "1h"] },
        { does: "point at it", requires: ["custom-domain"] },
      ],
    });
  });
  const page = docs.get("docs/runbooks/lost.md");
  expect(page).toContain("**Planned: it cannot be done today.**");
  expect(page).toContain("It takes: 15m to 1h, and 1 of 2 steps are not counted.");
  expect(page).toContain("- [ ] build it (15m to 1h)");
  expect(page).toContain("  - needs `custom-domain`, which is not there yet");
});
