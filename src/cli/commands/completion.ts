import { Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { json } from "../common.ts";
import { yes } from "../flag.ts";
import { showJson } from "../show-json.ts";
import { many } from "../word.ts";

export default command({
  summary: "Print what a shell sources to complete verbs, systems, copies and nodes",
  group: "Project",
  examples: [
    ["source <(plinth completion bash)", "in ~/.bashrc"],
    ["source <(plinth completion zsh)", "in ~/.zshrc, after compinit"],
    ["plinth completion fish > ~/.config/fish/completions/plinth.fish", "once"],
  ],
  words: {
    shell: many({
      written: "<bash|zsh|fish>",
      says: "the shell",
      names: "shell",
    }),
  },
  flags: { words: yes("--words", "print how the last of the words after -- may go on"), json },
  async run(args, world) {
    const { out } = world.terminal;
    if (args.words) {
      const found = await world.complete(args.shell);
      if (args.json) showJson(out, { candidates: found });
      else for (const { word, says } of found) out.line(`${word}\t${says}`);
      return;
    }
    const { scripts } = await import("../completion/scripts.ts");
    const [shell = ""] = args.shell;
    if (!Object.hasOwn(scripts, shell)) {
      const says = shell === "" ? "say for which shell" : `there is no completion for "${shell}"`;
      throw new Refusal("usage", `${says}: "bash", "zsh" or "fish"`);
    }
    const script = scripts[shell as keyof typeof scripts];
    if (args.json) showJson(out, { shell, script });
    else out.write(script);
  },
});
