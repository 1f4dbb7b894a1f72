import { expect, test } from "bun:test";
import { conformance } from "./conformance.ts";

const fixture = new URL("../src/control/fixtures/hpa-traces.ndjson.gz", import.meta.url);
const gzipped = await Bun.file(fixture).bytes();
const plain = new TextDecoder().decode(Bun.gunzipSync(gzipped));
const text = (content: string) => new TextEncoder().encode(content);
const files: Readonly<Record<string, Uint8Array>> = {
  "all.gz": gzipped,
  "-": text(plain),
  "wrong.ndjson": text(plain.replaceAll('"want":3', '"want":4')),
  "cut.ndjson": text(`${plain.split("\n")[0]}\n\n{"metrics":[]}\n`),
  "cut.gz": gzipped.slice(0, 1000),
  "empty.ndjson": text("\n"),
};

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await conformance(args, {
    read: async (file) => {
      const bytes = files[file];
      if (!bytes) throw new Error("no such file");
      return bytes;
    },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out, err };
}

test("a file that agrees is counted and exits with 0, gzipped or from standard input", async () => {
  const agrees = { code: 0, out: ["2540 decisions, 2540 agree"], err: [] };
  expect(await run("hpa", "all.gz")).toEqual(agrees);
  expect(await run("hpa", "-")).toEqual(agrees);
});

test("disagreements are printed up to a number, the rest counted, and it exits with 1", async () => {
  const { code, out, err } = await run("hpa", "wrong.ndjson", "--show", "1");
  expect({ code, err }).toEqual({ code: 1, err: [] });
  expect(out).toEqual([
    "2540 decisions, 2179 agree",
    "7-0 step 0 at 1000 s: want 4, got 3",
    "and 360 more; --show 361 prints all",
  ]);
});

test("what cannot be used exits with 2 and one sentence that says what is wrong", async () => {
  const refused = async (...args: readonly string[]) => {
    const { code, out, err } = await run(...args);
    expect({ code, out, sentences: err.length }).toEqual({ code: 2, out: [], sentences: 1 });
    return err[0];
  };
  expect(await refused("hpa", "absent")).toBe('"absent" cannot be read: no such file');
  expect(await refused("hpa", "cut.gz")).toStartWith('"cut.gz" begins like gzip, but');
  expect(await refused("hpa", "empty.ndjson")).toStartWith('"empty.ndjson" is empty');
  expect(await refused("hpa", "cut.ndjson")).toStartWith('"cut.ndjson" line 3 cannot be used: ');
  expect(await refused("hpe", "all.gz")).toBe('"hpe" is not an oracle; there are: hpa, probes');
  expect(await refused("hpa")).toStartWith("expected an oracle and a file");
  expect(await refused("hpa", "all.gz", "more")).toStartWith("expected an oracle and a file");
  expect(await refused("hpa", "all.gz", "--show", "few")).toStartWith('--show is "few"');
  expect(await refused("hpa", "all.gz", "--shw", "1")).toStartWith("Unknown option '--shw'");
});

test("help says how to ask and what the exit codes mean", async () => {
  const { code, out } = await run("--help");
  expect(code).toBe(0);
  expect(out.join("\n")).toContain("Exit codes: 0 all agree, 1 some do not, 2 the input");
});
