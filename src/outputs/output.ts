import type { System } from "#plinth/model/system.ts";

/** A form of a system that others read: from a system to files, and nothing else. */
export interface Output {
  /** The folder that its files are in. */
  readonly name: string;
  /** What is in that folder: half a sentence. */
  readonly holds: string;
  /** Path within that folder, with `/` between, and text. @throws Refusal */
  readonly files: (system: System) => Iterable<readonly [path: string, text: string]>;
  /**
   * What its reader has to give because no model can know it: sentences in Markdown.
   *
   * @param paths the files that it wrote
   * @default none
   */
  readonly toGive?: (system: System, paths: readonly string[]) => readonly string[];
  /** Whether a file of it is written where it is missing, and left to others from then on. */
  readonly isLeftToOthers?: (path: string) => boolean;
}
