import { expect, test } from "bun:test";
import { refusalOf } from "../../test/refusal-of.ts";
import { tempProject } from "../../test/temp-project.ts";
import { loadSystem } from "./load-system.ts";

/** What is said of a system file with this text, at `systems/x/system.ts`. */
const saidOf = async (
  text: string,
  options: { profile?: string; more?: Record<string, string> } = {},
) => {
  using project = tempProject({ "systems/x/system.ts": text, ...options.more });
  const { profile } = options;
  const file = project.at("systems/x/system.ts");
  return await refusalOf(() =>
    loadSystem({ file, root: project.root, ...(profile && { profile }) }),
  );
};

const head = 'import { system } from "plinth";\n';

test("a system is loaded where nothing is installed, with the lines of its declarations", async () => {
  using project = tempProject({
    "system.ts": `${head}export default system("shop", { profiles: ["dev", "prod"] }, (s, profile) => {
      const main = s.kubernetes("main");
      main.service("web", { command: "web", port: 80, replicas: profile === "prod" ? 3 : 1 });
    });`,
  });
  const request = { file: project.at("system.ts"), root: project.root };
  const { system, warnings } = await loadSystem(request);
  expect(warnings).toEqual([]);
  expect(system.profile).toBe("dev");
  expect(system.nodes.get("main/web")?.props).toMatchObject({ replicas: 1 });
  expect(system.where.get("main/web")).toEqual({ file: "system.ts", line: 4 });
  const prod = await loadSystem({ ...request, profile: "prod" });
  expect(prod.system.nodes.get("main/web")?.props).toMatchObject({ replicas: 3 });
});

test("a file that is not there is refused", async () => {
  using project = tempProject({});
  const request = { file: project.at("system.ts"), root: project.root };
  expect(await refusalOf(() => loadSystem(request))).toEqual({
    kind: "model",
    said: 'there is no file "system.ts"',
    exitCode: 3,
  });
});

test("a file that does not compile is refused with its line and the text of it", async () => {
  const { kind, said } = await saidOf(`${head}const a = ;\n`);
  expect(kind).toBe("model");
  expect(said).toBe("systems/x/system.ts:2 does not compile: Unexpected ;\n  const a = ;");
});

test("a mistake in an imported file is placed in that file", async () => {
  const more = { "systems/x/part.ts": "export const = 1;\n" };
  const { said } = await saidOf(`import { a } from "./part.ts"; console.log(a);`, { more });
  expect(said).toStartWith("systems/x/part.ts:1 does not compile: ");
});

test("an import of what is not there is refused with the name", async () => {
  const { kind, said } = await saidOf(`import { a } from "./none.ts"; console.log(a);`);
  expect(kind).toBe("model");
  expect(said).toContain("none.ts");
  expect(said).toStartWith("systems/x/system.ts");
});

test("a name that an imported file does not export is refused with both", async () => {
  const more = { "systems/x/part.ts": "export const b = 1;\n" };
  const { said } = await saidOf(`import { a } from "./part.ts"; console.log(a);`, { more });
  expect(said).toStartWith("systems/x/system.ts does not compile: ");
  expect(said).toContain("'a'");
  expect(said).toContain("'systems/x/part.ts'");
});

test("a file that throws is refused with the line of the throw", async () => {
  const { said } = await saidOf(`${head}\nthrow new Error("no luck");\n`);
  expect(said).toBe("systems/x/system.ts:3 throws: no luck");
});

test("a description that throws is refused with the line of the throw", async () => {
  const { said } = await saidOf(
    `${head}export default system("x", {}, () => {\n  JSON.parse("{");\n});\n`,
  );
  expect(said).toStartWith("systems/x/system.ts:3 throws: JSON");
});

test("what is thrown and is no error is said as it is", async () => {
  const { said } = await saidOf(`throw "just words";`);
  expect(said).toBe("systems/x/system.ts throws: just words");
});

test("a file that exports nothing, or something else, is refused with what to write", async () => {
  const written = 'write export default system("name", {}, (s) => { … })';
  const nothing = await saidOf("export const a = 1;");
  expect(nothing.said).toBe(`systems/x/system.ts exports no system; ${written}`);
  const other = await saidOf("export default 5;");
  expect(other.said).toBe(`systems/x/system.ts exports number, not a system; ${written}`);
});

test("a profile that it does not have is refused with the nearest", async () => {
  const text = `${head}export default system("x", { profiles: ["prod", "dev"] }, () => {});`;
  expect(await saidOf(text, { profile: "prd" })).toEqual({
    kind: "usage",
    said: '"x" has no profile "prd"; did you mean "prod"?',
    exitCode: 2,
  });
});

test("a description that is async is refused, for half of it would be lost", async () => {
  const { kind, said } = await saidOf(
    `${head}export default system("x", {}, async () => { throw new Error("late"); });`,
  );
  expect(kind).toBe("model");
  expect(said).toContain('"x" is described by an async function');
});

test("all findings are told at once, each with its line", async () => {
  const { kind, said } = await saidOf(`${head}export default system("x", {}, (s) => {
    const main = s.kubernetes("Main");
    main.service("web", { command: "web", port: 0 });
  });`);
  expect(kind).toBe("model");
  const [first, ...findings] = said.split("\n");
  expect(first).toBe('"x" in systems/x/system.ts has 2 errors:');
  expect(findings).toHaveLength(2);
  expect(said).toContain("systems/x/system.ts:3: ");
  expect(said).toContain("systems/x/system.ts:4: ");
});
