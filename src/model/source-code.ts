/**
 * What the `package.json` files around a program's folder say of what it imports. A description does
 * not repeat it: whoever loads a system reads it (`src/project/source-code.ts`).
 */
export type SourceCode =
  /** Files alone: there is no `package.json`. */
  | { readonly is: "files" }
  /** A package that says itself all that it imports. */
  | {
      readonly is: "package";
      /** Whether it imports packages when it runs. */
      readonly imports: boolean;
      /** The name of its lock file. @default none */
      readonly lock?: string;
    }
  /** A package of npm workspaces, whose lock file is the root's. */
  | {
      readonly is: "workspace";
      /** The folder of the root, relative to the project; `"."` is the project's own. */
      readonly root: string;
      /** The name of the root's lock file. @default none */
      readonly lock?: string;
      /** Files that an installation or a compiler reads, relative to the root, sorted. */
      readonly settings: readonly string[];
      /** The program's folder, then those of workspaces that it imports, relative to the root. */
      readonly folders: readonly [string, ...string[]];
    };
