import { Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { copy, json, whichCopy } from "../common.ts";
import { text } from "../flag.ts";
import { runningCopy } from "../running.ts";
import { showJson } from "../show-json.ts";
import { nodeNamed } from "../which-node.ts";
import { oneOfCopy } from "../word.ts";

export default command({
  summary: "Print the address of a node with its password, or the value of a secret",
  group: "Look",
  about: [
    whichCopy,
    "Every other verb leaves passwords out; this one is for the program that it is given to.",
  ],
  examples: [
    ['psql "$(plinth connect db/inventory)"', "a session with a database, as its own role"],
    ["plinth connect orders --port management", "a broker's pages, for a browser"],
    ["plinth connect write-token", "the value of a secret, as programs of this copy have it"],
  ],
  words: {
    node: oneOfCopy({
      written: "[copy] <node>",
      says: "a database, a server, a door or a secret by an end of its id",
      names: "node",
    }),
  },
  flags: {
    copy,
    port: text("--port <name>", "which of several, by name; the one that clients call if none"),
    json,
  },
  async run(args, world) {
    const options = { copy: args.copy, least: 1 };
    const { words, view, control, ...found } = await runningCopy(args.node, options, world);
    const { id } = nodeNamed(words[0] ?? "", view);
    const all = await control.connections(id);
    const names = all.map(({ port }) => `"${port}"`).join(", ");
    const chosen = args.port === undefined ? all[0] : all.find(({ port }) => port === args.port);
    if (!chosen) {
      const says = all.length === 0 ? `"${id}" has no door that listens` : `"${id}" has ${names}`;
      const remedy = all.length === 0 ? '; "plinth status" says what has one' : "";
      throw new Refusal("usage", `${says}${args.port ? `, no "${args.port}"` : remedy}`);
    }
    const { out, err, live } = world.terminal;
    if (args.json) {
      showJson(out, { copy: found.copy.name, node: id, connections: args.port ? [chosen] : all });
      return;
    }
    out.line(chosen.text);
    if (live && chosen.secret) {
      err.line(
        "this is secret: whoever reads it has what it opens, in this copy and on this machine",
      );
    }
    if (live && all.length > 1 && args.port === undefined) {
      err.line(`"${id}" has ${names}; --port says which`);
    }
  },
});
