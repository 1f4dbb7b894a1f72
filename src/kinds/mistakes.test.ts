import { expect, test } from "bun:test";
import { mkdir, rm } from "node:fs/promises";
import { expectGolden } from "../../test/golden.ts";

const root = Bun.fileURLToPath(new URL("../..", import.meta.url));

/** What the compiler says of a file in the project, first lines only, by line number. */
const complaintsOf = async (source: string): Promise<ReadonlyMap<number, string>> => {
  const folder = `${root}.cache/mistakes-${process.pid}`;
  await mkdir(folder, { recursive: true });
  try {
    await Bun.write(`${folder}/mistakes.ts`, source);
    await Bun.write(
      `${folder}/tsconfig.json`,
      JSON.stringify({ extends: "../../tsconfig.json", include: ["mistakes.ts"], exclude: [] }),
    );
    const tsc = Bun.spawn(["tsc", "-p", folder, "--pretty", "false"], {
      env: { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` },
      stdout: "pipe",
    });
    const output = await new Response(tsc.stdout).text();
    const complaints = output.matchAll(/mistakes\.ts\((\d+),\d+\): error TS\d+: (.*)/g);
    return new Map([...complaints].map(([, line, says]) => [Number(line), says ?? ""]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Text with the insides of long types left out: they change with every property. */
const short = (says: string): string => says.replace(/'([^']{90})[^']*'/g, "'$1…'");

test("each mistake gets a sentence that an author can act on", async () => {
  const source = await Bun.file(`${import.meta.dir}/authoring.types.test.ts`).text();
  const lines = source
    .replaceAll("@ts-expect-error: ", "mistake: ")
    .replace('"./testing.ts"', '"#plinth/kinds/testing.ts"')
    .split("\n");
  const complaints = await complaintsOf(lines.join("\n"));
  const told = lines.flatMap((line, i) => {
    const [, mistake] = /\/\/ mistake: (.*)/.exec(line) ?? [];
    if (mistake === undefined) return [];
    return [`${mistake}\n    ${short(complaints.get(i + 2) ?? "nothing")}\n`];
  });
  expect(told).toHaveLength(complaints.size);
  await expectGolden(`${import.meta.dir}/golden/mistakes.txt`, told.join("\n"));
}, 60_000);
