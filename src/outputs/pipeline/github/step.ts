import { actions } from "#plinth/books/actions.ts";

/** One step of a job, in GitHub's words. */
export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly "working-directory"?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

type ActionName = keyof typeof actions.facts;

/** An action by its commit; `part` is a folder of it. */
export const action = (name: ActionName, part = ""): string =>
  `${name}${part && `/${part}`}@${actions.facts[name].commit}`;

/** An expression that GitHub evaluates; never within a script, where its value could be code. */
export const expression = (text: string): string => `\${{ ${text} }}`;

/** The lines of a script. */
export const script = (...lines: readonly string[]): string => `${lines.join("\n")}\n`;
