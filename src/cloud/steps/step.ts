/** What is done to bring a system to its cloud, as data: printed by a dry run, else performed. */

/** A value that is only known once an earlier command has told it, e.g. `ACCOUNT`. */
export interface Value {
  readonly value: string;
}

/** A text with such values in it. */
export type Text = string | Value | readonly (string | Value)[];

/** A command, run in the work folder. */
export interface Run {
  readonly do: "run";
  readonly words: readonly Text[];
  /** The value that what it prints becomes. */
  readonly into?: string;
  /** A command whose output is its input, for what may stand on no command line. */
  readonly from?: readonly Text[];
  /** Exit codes that are good news. @default [0] */
  readonly fine?: readonly number[];
  /**
   * How what it prints is to be read: as Terraform's messages in JSON; as a secret, which nobody is
   * shown; as nothing, so that it fails when there is something. @default as text for people
   */
  readonly prints?: "terraform" | "secret" | "nothing";
}

/** A small file that is written in the work folder. */
export interface Write {
  readonly do: "write";
  readonly path: string;
  readonly text: Text;
}

/** The person is shown a plan and asked. */
export interface Confirm {
  readonly do: "confirm";
  /** The Terraform root, as a path in the work folder. */
  readonly root: string;
}

/** A request to an address, repeated until somebody answers well or time is over. */
export interface Call {
  readonly do: "call";
  readonly url: Text;
  readonly timeoutMs: number;
}

export type Deed = Run | Write | Confirm | Call;

/** What shows that a step need not be done. */
export interface Done {
  /** All of these succeed. */
  readonly when: readonly Run[];
  /** Why it is left out then. @default "it was done before" */
  readonly because?: string;
}

export interface Step {
  /** Told from others by this, e.g. `image time`. */
  readonly id: string;
  /** What it does, in the words of a person. */
  readonly says: string;
  /** Any one of these leaves it out. */
  readonly unless?: readonly Done[];
  readonly deeds: readonly Deed[];
  /** Where to look when it fails, as a sentence. @default what the program says is enough */
  readonly ifItFails?: string;
}

export const run = (words: readonly Text[], more: Omit<Run, "do" | "words"> = {}): Run => ({
  do: "run",
  words,
  ...more,
});

export const value = (name: string): Value => ({ value: name });
