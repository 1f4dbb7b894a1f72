import { expect, test } from "bun:test";
import { join } from "node:path";
import { expectGolden } from "../../../test/golden.ts";
import { tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";

const root = join(import.meta.dir, "..", "..", "..");
const golden = (name: string): string => join(import.meta.dir, "golden", name);

/** Types `plinth cost …` on the day of the books. */
const cost = (words: string, system = "simple-time-service") =>
  typed(`cost ${system} --date 2026-11-21 ${words}`, { cwd: root });

/** All that one can know of a load. */
const known = "--log-bytes 0 --cpu-per-request 13us";

test.each([
  ["production.txt", ""],
  ["production-48-a-second.txt", `--rate 48/s ${known}`],
  ["development.txt", `--profile development --rate 1/s ${known}`],
  ["as-written.txt", `--as-written --rate 48/s ${known} --sources`],
  ["as-written-development.txt", `--as-written --profile development --rate 48/s ${known}`],
  ["as-written-us-east-1.txt", `--as-written --rate 48/s ${known} --region us-east-1`],
  ["as-written-extended-support.txt", `--as-written --rate 48/s ${known} --support extended`],
  ["fleet-100000-a-second.txt", `--rate 100000/s ${known}`],
  ["fleet-as-written.txt", "--as-written --rate 100000/s --log-bytes 0 --cpu-per-request 50us"],
  ["compare.txt", `--compare prod,dev --rate 48/s ${known}`],
  ["compare-markdown.txt", `--compare prod,dev --rate 48/s ${known} --markdown`],
  ["curve.txt", `--curve ${known}`],
  ["bill-markdown.txt", `--rate 48/s ${known} --markdown`],
])("the bill as people see it: %s", async (name, words) => {
  const { out } = await cost(words);
  await expectGolden(golden(name), out);
});

test.each(["simple-time-service", "cloud-design"])(
  "the amounts in the README of %s are what is printed",
  async (name) => {
    const readme = await Bun.file(join(root, `systems/${name}/README.md`)).text();
    const rows = [...readme.matchAll(/^\| .* \| `(--[^`]+)` \| (\$.*) \|$/gm)];
    expect(rows.length).toBeGreaterThan(5);
    for (const [, words = "", amount = ""] of rows) {
      const { out } = await cost(`${known} ${words}`, name);
      expect({ words, amount: /^in all {2}(.*)$/m.exec(out)?.[1] }).toEqual({ words, amount });
    }
  },
);

test("a bill over its budget ends in 5, one that is within what is known in 0", async () => {
  expect((await cost("--rate 48/s")).exitCode).toBe(0);
  const over = await cost("--rate 1000/s");
  expect(over.exitCode).toBe(5);
  expect(over.out).toContain('budget "month", $350.00: over by $');
});

test("a budget says how much room is left for what is unknown, and within when all is told", async () => {
  const partly = await cost(`--rate 48/s ${known}`);
  expect(partly.out).toMatch(
    /budget "month", \$350\.00: within as far as is known: \$262\.\d\d; it is exceeded once the 4 lines unknown come to more than \$87\.\d\d\n/,
  );
  expect(partly.out).toContain('what is unknown would be told by --know ("data through NAT" in GB');
  const { bills } = JSON.parse((await cost(`--rate 48/s ${known} --json`)).out) as {
    readonly bills: readonly {
      readonly lines: readonly { readonly item: string; readonly unknown?: string }[];
    }[];
  };
  const items = bills.flatMap(({ lines }) => lines).filter((line) => line.unknown !== undefined);
  const know = items.map(({ item }) => `${item}=1`).join(",");
  const all = await typed(
    [
      ..."cost simple-time-service --date 2026-11-21 --rate 48/s".split(" "),
      ...known.split(" "),
    ].concat("--know", know),
    { cwd: root },
  );
  expect(all.out).toMatch(/budget "month", \$350\.00: within: at most \$3\d\d\.\d\d/);
  expect(all.out).not.toContain("unknown");
});

test("profiles are compared with commas or spaces between, and the system may come last", async () => {
  const { out } = await cost("--compare prod,dev");
  expect((await cost("--compare prod dev")).out).toBe(out);
  expect((await cost("--compare prod dev --sources")).out).toBe(out);
  const last = "cost --date 2026-11-21 --compare prod,dev simple-time-service";
  expect((await typed(last, { cwd: root })).out).toBe(out);
});

test("a price that is missing is told, and ends in 6", async () => {
  const { exitCode, out, err } = await cost("--region us-west-2");
  expect(exitCode).toBe(6);
  expect(err).toContain('no price of "logs.kept" in us-west-2: its lines are unknown');
  expect(out).toMatch(/logs that are kept +figures +unknown/);
});

test("a book that is too old is told, and ends in 6", async () => {
  const { exitCode, err } = await typed("cost simple-time-service --date 2027-06-01", {
    cwd: root,
  });
  expect(exitCode).toBe(6);
  expect(err).toBe(
    'the book "prices/aws/us-west-1" was written on 2026-11-21 and is believed until 2027-05-31;' +
      " take a newer Plinth\n",
  );
});

test.each([
  ["--region mars-1", 2, 'AWS has no region "mars-1"'],
  ["--region us-west-3", 2, 'did you mean "us-west-'],
  ["--region eu-central-1", 6, 'there is no price book of "eu-central-1"; there are: us-east-1,'],
  ["--rate fast", 2, '--rate wants a rate, e.g. "50/s", not "fast"'],
  ["--cpu-per-request 13", 2, '--cpu-per-request wants a time, e.g. "13us"'],
  ["--know nat", 2, '--know wants e.g. "data through NAT=20", not "nat"'],
  ["--know balancr=1", 2, 'no line of the bill is called "balancr"; did you mean "balancer"?'],
  ["--support long", 2, '--support wants "standard" or "extended", not "long"'],
  ["--compare prod,stage", 2, '"simple-time-service" has no profile "stage"'],
  ["--date tomorrow", 2, '"tomorrow" is not a day'],
])("%s is refused with a sentence", async (words, exitCode, says) => {
  const refused = await typed(`cost simple-time-service ${words}`, { cwd: root });
  expect(refused.exitCode).toBe(exitCode);
  expect(refused.err).toContain(says);
  expect(refused.out).toBe("");
});

test("a description with errors has no bill", async () => {
  using project = tempProject({
    "package.json": "{}",
    "system.ts": `import { system } from "plinth";
export default system("odd", {}, (s) => {
  s.aws("us-west-1", { zones: 9 });
});`,
  });
  const { exitCode, err } = await typed("cost", { cwd: project.root });
  expect(exitCode).toBe(3);
  expect(err).toContain("zones must be 1 to 2");
});

test("a system in which nothing is paid says so", async () => {
  using project = tempProject({
    "package.json": "{}",
    "system.ts": `import { system } from "plinth";
export default system("home", {}, (s) => {
  s.kubernetes("main").service("web", { command: "web", port: 80 });
});`,
  });
  const { exitCode, out } = await typed("cost", { cwd: project.root });
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: 'nothing in "home" has a price here\n' });
});

test("as JSON a line that is unknown has no amount, and every other has its source", async () => {
  const { out } = await cost("--json");
  const { bills } = JSON.parse(out) as {
    readonly bills: readonly {
      readonly lines: readonly {
        readonly usdPerMonth?: object;
        readonly unknown?: string;
        readonly source?: { readonly says: string };
      }[];
    }[];
  };
  const lines = bills.flatMap((bill) => bill.lines);
  expect(lines.length).toBeGreaterThan(20);
  for (const { usdPerMonth, unknown, source } of lines) {
    expect(usdPerMonth === undefined).toBe(unknown !== undefined);
    expect(source?.says).toBeString();
  }
});

test("on a narrow terminal the amounts stay", async () => {
  const { out } = await typed("cost simple-time-service --date 2026-11-21", {
    cwd: root,
    live: true,
    columns: 60,
  });
  for (const line of out.split("\n").slice(3, 28)) expect(line.length).toBeLessThanOrEqual(60);
  expect(out).toContain("$73.00");
});
