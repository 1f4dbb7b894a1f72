/**
 * The architecture as rules: what may import what. Each rule says why it is there and what to do
 * instead. The layers are those of `docs/architecture.md`; imports point down this list only.
 * Types count like values: a layer that knows another's types knows that layer.
 */
import { Visitor } from "@swc/core/Visitor.js";

// swc's visitor, which the rules below are read with, has not heard of `using` and gives up on it.
const { visitStatement } = Visitor.prototype;
Visitor.prototype.visitStatement = function visit(statement) {
  if (statement.type !== "UsingDeclaration") return visitStatement.call(this, statement);
  this.visitVariableDeclarators(statement.decls);
  return statement;
};

/** What tests and their helpers do is their own affair; nothing may lean on them in turn. */
const tests = ["\\.test\\.ts$", "(^|/)(testing|test-bed)(/|\\.ts$)", "/fixtures/"];

/** One layer of `src/`, and the layers below that it may import. */
const layer = (name, below, comment) => ({
  name: `${name}-looks-down`,
  severity: "error",
  comment,
  from: { path: `^src/${name}/`, pathNot: tests },
  to: { path: "^src/[^/]+/", pathNot: [name, ...below].map((each) => `^src/${each}/`) },
});

const layers = [
  layer(
    "model",
    [],
    "The model is plain data that everything reads, so it may know nobody. Move what you need into " +
      "src/model/, or ask your question in the layer above.",
  ),
  layer(
    "kinds",
    ["model"],
    "A kind says what it is, once, for all readers; it may not know who reads it. Return data from " +
      "a facet, and let the reader act on it.",
  ),
  layer(
    "control",
    ["model"],
    "Control loops are pure functions that `up` and a simulator share. Take time, state and numbers " +
      "as arguments instead of importing whoever has them.",
  ),
  layer(
    "books",
    ["model"],
    "A book is facts with their day and source, for whoever reads it. Put what is to be made of them " +
      "into the reader.",
  ),
  layer(
    "check",
    ["model", "kinds", "books", "cost"],
    "A rule is a question about data, asked anywhere and answered the same. Take the day as an " +
      "argument, and facts with a day from src/books/.",
  ),
  layer(
    "cost",
    ["model", "kinds", "books"],
    "A bill is a pure function of a system, dated books and a load. What a thing consists of belongs " +
      "into the cost facet of its kind, and a price into a book.",
  ),
  layer(
    "outputs",
    ["model", "kinds", "books", "cost"],
    "An output is a function from a system to text or files. Ask for nothing that is only true of " +
      "a running copy, and for no day but that of a book.",
  ),
  layer(
    "host",
    ["model"],
    "The host is the door to the outside and knows nothing of what goes through it. Give it the few " +
      "values it needs, and keep the decision in the caller.",
  ),
  layer(
    "gateway",
    ["model", "host"],
    "The gateway is a process of its own that is told what to do by its configuration. What it needs " +
      "from the supervisor belongs in src/gateway/config.ts.",
  ),
  layer(
    "project",
    ["model", "kinds", "host"],
    "Finding and loading system files is asked for by whoever runs or reads a system, and knows " +
      "none of them.",
  ),
  layer(
    "cloud",
    ["model", "kinds", "books", "cost", "check", "outputs", "project", "host"],
    "Shipping a system must work without a terminal, and knows nothing of a copy that runs here. Pass " +
      "in what the command line knows.",
  ),
  layer(
    "local",
    ["model", "kinds", "control", "host", "gateway", "project"],
    "Running a system must work without a terminal. Pass in what the command line knows.",
  ),
];

const world =
  "^(node:)?(fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster|os|readline|" +
  "tty|timers|perf_hooks|crypto)(/|$)";

const edges = [
  {
    name: "only-host-touches-the-world",
    severity: "error",
    comment:
      "Files, processes, network, time and chance are behind src/host/, so that everything else can be " +
      "run twice with the same answer. Add the one function you need to src/host/ and import that.",
    from: {
      path: "^(src|systems)/",
      pathNot: ["^src/host/", "^src/cli/main\\.ts$", ...tests],
    },
    to: { path: [world, "^bun(:|$)", "node_modules/bun/"] },
  },
  {
    name: "gateway-is-told-by-config",
    severity: "error",
    comment:
      "The supervisor and the gateway are two processes. Only what crosses the wire between them is " +
      "shared: import src/gateway/config.ts, or put it there (histogram.ts reads its counts).",
    from: { path: "^src/", pathNot: ["^src/gateway/", ...tests] },
    to: { path: "^src/gateway/", pathNot: "^src/gateway/(config|histogram)\\.ts$" },
  },
  {
    name: "nothing-stands-on-the-cli",
    severity: "error",
    comment:
      "The command line stands on top. What others need of it is not about the command line: move it down.",
    from: { path: "^(src|services|systems)/", pathNot: ["^src/cli/", ...tests] },
    to: { path: "^src/cli/" },
  },
  {
    name: "src-knows-no-system",
    severity: "error",
    comment:
      "Plinth is general: services and systems are read at run time, never imported. What only one " +
      "system needs belongs in its folder.",
    from: { path: "^src/", pathNot: tests },
    to: { path: "^(services|systems)/" },
  },
  {
    name: "services-are-islands",
    severity: "error",
    comment:
      "A service is a program of its own, that can be carried away with its folder and the kit. What " +
      "three of them need for the same reason goes into services/kit; all else is copied.",
    from: { path: "^services/([^/]+)/", pathNot: tests },
    to: { path: "^(src|systems|services|scripts|bench|test)/", pathNot: "^services/($1|kit)/" },
  },
  {
    name: "the-kit-knows-no-service",
    severity: "error",
    comment: "The kit is what services have in common; what one of them means stays in its folder.",
    from: { path: "^services/kit/", pathNot: tests },
    to: { path: "^services/", pathNot: "^services/kit/" },
  },
  {
    name: "systems-import-plinth-by-name",
    severity: "error",
    comment:
      'A system is written as a user would write it, with `import { system } from "plinth"` and its own ' +
      "files. What it misses is missing in src/index.ts.",
    from: { path: "^systems/([^/]+)/", pathNot: tests },
    to: { pathNot: ["^src/index\\.ts$", "^systems/$1/"] },
  },
];

const hygiene = [
  {
    name: "pure-layers-need-no-package",
    severity: "error",
    comment:
      "These layers are read by everything and run everywhere; a package in them is " +
      "everybody's. Write the few lines, or do it in a layer above.",
    from: { path: "^src/(model|kinds|control|outputs|books|check|cost)/", pathNot: tests },
    to: { path: "node_modules/" },
  },
  {
    name: "no-cycles",
    severity: "error",
    comment:
      "Two files that need each other are one file, or there is a third thing between them with a name.",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-orphans",
    severity: "error",
    comment: "Nobody imports this file and it imports nothing. Delete it, or use it.",
    from: {
      orphan: true,
      pathNot: [
        "\\.test\\.ts$",
        "(^|/)fixtures/",
        "^bin/",
        "^scripts/[^/]+\\.ts$",
        "^systems/[^/]+/[^/]+\\.ts$",
        // Programs that are started, not imported.
        "/(main|backend|actor)\\.ts$",
        // Shapes of what is no program; whoever reads such a file refers to them.
        "\\.d\\.ts$",
      ],
    },
    to: {},
  },
  {
    name: "tests-are-not-imported",
    severity: "error",
    comment:
      "What ships may not lean on a test, its helpers or its fixtures. Move the shared part out of the test.",
    from: { path: "^(src|services|systems|scripts|bin|bench)/", pathNot: tests },
    to: { path: ["^test/", ...tests] },
  },
  {
    name: "no-dev-packages-in-src",
    severity: "error",
    comment:
      "A development package is not there when somebody installs Plinth. Move it to dependencies, with " +
      "its line in docs/decisions/, or do without.",
    from: { path: "^(src|bin)/", pathNot: tests },
    to: {
      dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
      pathNot: "node_modules/bun-types",
    },
  },
  {
    name: "everything-resolves",
    severity: "error",
    comment: "This import leads nowhere. Is the path right, and the package in package.json?",
    // What is measured beside us has packages of its own, installed when it is measured.
    from: { pathNot: "^bench/synth/cdk8s/" },
    to: { couldNotResolve: true, pathNot: "^bun(:|$)" },
  },
];

export default {
  forbidden: [...layers, ...edges, ...hygiene],
  options: {
    // TypeScript 7 has no JavaScript API; swc reads the same syntax. See docs/decisions/.
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules/.+/node_modules|golden|dist|bench/synth/cdk8s)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["plinth-source", "bun", "import", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".json"],
    },
  },
};
