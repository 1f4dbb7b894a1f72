import { expect, test } from "bun:test";
import { tempProject } from "../../test/temp-project.ts";
import { verdictsIn } from "./verdicts.ts";

const cells = (table: string | undefined): string[][] =>
  (table ?? "")
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) =>
      line
        .split("│")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test("each judge has its row, by name, and what it said in parts is added up; one that was skipped says why, once", () => {
  const lines = [
    { judge: "kubeconform", version: "0.8.0", lookedAt: "shop", checks: 20, findings: 0 },
    { judge: "kubeconform", version: "0.8.0", lookedAt: "shop", checks: 10, findings: 1 },
    { judge: "checkov", skipped: "not found" },
    { judge: "checkov", skipped: "not found" },
  ];
  using folder = tempProject({ report: lines.map((line) => `${JSON.stringify(line)}\n`).join("") });
  expect(cells(verdictsIn(folder.at("report")))).toEqual([
    ["judge", "version", "looked at", "checks", "findings"],
    ["checkov", "", "skipped: not found", "", ""],
    ["kubeconform", "0.8.0", "shop", "30", "1"],
  ]);
});

test("where no judge was asked there is no table", () => {
  using folder = tempProject({ report: "" });
  expect(verdictsIn(folder.at("report"))).toBeUndefined();
  expect(verdictsIn(folder.at("nowhere"))).toBeUndefined();
});
