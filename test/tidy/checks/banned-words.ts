import { isData, isTest, isTypeScript, type TidyCheck } from "../check.ts";

interface Ban {
  readonly word: RegExp;
  readonly instead: string;
  /** Where the word belongs. */
  readonly home: RegExp;
}

const host = /^src\/host\//;
const mains = /^src\/host\/|\/main\.ts$/;
const ofProcess =
  /\bprocess\.(env|exit\w*|argv|cwd|chdir|on|once|off|kill|std\w+|hrtime|nextTick|platform|umask)\b/;

const bans: readonly Ban[] = [
  {
    word: /\bDate\.now\b/,
    instead: "take the time as an argument, or src/host/clock.ts",
    home: host,
  },
  { word: /\bnew Date\(\)/, instead: "give it the time: new Date(atMs)", home: host },
  {
    word: /\bperformance\.now\b/,
    instead: "take the time as an argument, or src/host/clock.ts",
    home: host,
  },
  {
    word: /\bMath\.random\b/,
    instead: "take the chance as an argument, or src/host/chance.ts",
    home: host,
  },
  { word: /\bcrypto\.(random|getRandom)\w+/, instead: "src/host/chance.ts", home: host },
  {
    word: /\bset(Timeout|Interval|Immediate)\b/,
    instead: "a clock's timer, from src/host/",
    home: host,
  },
  {
    word: ofProcess,
    instead: "take it as an argument; a main.ts reads the process",
    home: mains,
  },
  {
    word: /\bBun\.(?!stringWidth|wrapAnsi|sliceAnsi|stripANSI|inspect|YAML)\w+/,
    instead: "a function of src/host/",
    home: host,
  },
  {
    word: /\bimport\.meta\.(env|main)\b/,
    instead: "take it as an argument",
    home: host,
  },
  {
    word: /import\.meta\.url\)\.pathname/,
    instead: "join(import.meta.dir, …): the path of an address has %20 where a folder has a space",
    home: /^$/,
  },
  { word: /(?<![.\w])fetch\(/, instead: "a function of src/host/", home: host },
  { word: /\bconsole\.\w+/, instead: "return it, and let the verb write it", home: mains },
];

export const bannedWords: TidyCheck = {
  id: "banned-words",
  why: "Time, chance, the environment and the machine come in as arguments, so that a run can be repeated.",
  *find({ path, code }) {
    if (!path.startsWith("src/") || !isTypeScript(path) || isTest(path) || isData(path)) return;
    for (const { word, instead, home } of bans) {
      if (home.test(path)) continue;
      for (const [index, line] of code.split("\n").entries()) {
        const found = word.exec(line)?.[0];
        if (found !== undefined) yield { line: index + 1, says: `"${found}": instead, ${instead}` };
      }
    }
  },
  examples: {
    good: [
      { path: "src/host/clock.ts", text: "export const nowMs = () => Date.now();" },
      {
        path: "src/local/a.ts",
        text: "// not Date.now()\nexport const at = (ms: number) => new Date(ms);",
      },
      { path: "src/local/a.ts", text: 'export const says = "process.env is not read";' },
      { path: "scripts/a.ts", text: "console.log(Date.now());" },
      { path: "src/local/a.test.ts", text: "setTimeout(() => {}, 1);" },
    ],
    bad: [
      { path: "src/model/a.ts", text: "export const now = Date.now();" },
      { path: "src/local/a.ts", text: "export const now = new Date();" },
      { path: "src/local/a.ts", text: "export const a = `${Math.random()}`;" },
      { path: "src/gateway/a.ts", text: "setTimeout(() => {}, 1);" },
      { path: "src/cli/a.ts", text: "export const home = process.env.HOME;" },
      { path: "src/local/a.ts", text: 'Bun.spawn(["true"]);' },
      { path: "src/local/a.ts", text: 'await fetch("http://x");' },
    ],
  },
};
