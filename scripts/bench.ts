/**
 * `npm run bench`: every benchmark below `bench/`, one after another, each beside its yardstick in
 * the same run. `npm run bench -- gateway` runs one; what follows its name goes to it.
 */
import { Glob } from "bun";
import { describeMachine, thisMachine } from "../bench/lib/machine.ts";

const root = Bun.fileURLToPath(new URL("..", import.meta.url));
const [wanted, ...words] = process.argv.slice(2);

const names = (await Array.fromAsync(new Glob("bench/*/run.ts").scan(root)))
  .map((path) => path.split("/").at(-2) ?? "")
  .sort();

if (wanted === "--help" || wanted === "-h") {
  console.log(
    `npm run bench -- [${names.join("|")}] [words for it]\n\nWithout a name: all of them.`,
  );
  process.exit(0);
}
const chosen = wanted === undefined ? names : names.filter((name) => name === wanted);
if (chosen.length === 0) {
  console.error(`there is no benchmark "${wanted}"; there are: ${names.join(", ")}`);
  process.exit(2);
}

console.log(describeMachine(thisMachine()));
let failed = 0;
for (const name of chosen) {
  console.log(`\n── ${name}`);
  const child = Bun.spawn([process.execPath, `${root}bench/${name}/run.ts`, ...words], {
    stdout: "inherit",
    stderr: "inherit",
  });
  if ((await child.exited) !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
