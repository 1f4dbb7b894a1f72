/** One file of the repository, as text. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The same text with comments and the insides of strings blanked, for TypeScript. */
  readonly code: string;
}

export interface Tree {
  readonly paths: readonly string[];
  /** Undefined if there is no such file. */
  readonly textOf: (path: string) => string | undefined;
}

export interface Untidiness {
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and what to do instead. */
  readonly says: string;
}

/** A file as an example names it: where it would be, and what it would say. */
export interface Example {
  readonly path: string;
  readonly text: string;
  /** Other files of that tree. */
  readonly others?: Readonly<Record<string, string>>;
}

/** One thing that a compiler, a linter and an import graph do not see. */
export interface TidyCheck {
  readonly id: string;
  readonly why: string;
  readonly find: (file: SourceFile, tree: Tree) => Iterable<Untidiness>;
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly Example[] };
}

/** Every match of `pattern` in `text` that is not in a line already told of. */
export const matches = function* (
  text: string,
  pattern: RegExp,
): Iterable<{ readonly line: number; readonly match: string }> {
  for (const [index, line] of text.split("\n").entries()) {
    const match = pattern.exec(line)?.[0];
    if (match !== undefined) yield { line: index + 1, match };
  }
};

export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path);

/** Tests and what only they use. */
export const isTest = (path: string): boolean =>
  /\.test\.ts$|(^|\/)(testing|test-bed)(\/|\.ts$)|^test\//.test(path);

/** Written by a program, or input and output of one, kept as it is. */
export const isData = (path: string): boolean => /\.gen\.ts$|(^|\/)(golden|fixtures)\//.test(path);
