import type { Node, System } from "#plinth/model/system.ts";

type Named = Pick<Node, "id" | "name">;

/** What a node's blocks are called: its names below the account, e.g. `vpc_main_machines`. */
export const blockName = ({ id }: Named, ...more: readonly (string | number)[]): string =>
  [...id.split("/").slice(1), ...more]
    .join("_")
    .replaceAll(/[^A-Za-z0-9_]/g, "_")
    .replace(/^(?=\d)/, "_");

/** Six hexadecimal digits that differ when the texts do (FNV-1a, the low 24 bits). */
export const shortHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (hash & 0xffffff).toString(16).padStart(6, "0");
};

/** What all of a system is called in an account; profiles stand side by side in one. */
export const systemName = ({ name, profile, profiles }: System): string =>
  profiles.length > 1 ? `${name}-${profile}` : name;

/**
 * What a thing is called in an account, unique there and within AWS' limit of its length: where it
 * is too long, the system's name is cut, and six digits tell it apart from others cut alike.
 */
export const awsName = (system: System, what: string, lengthMax = 63): string => {
  const whole = `${systemName(system)}-${what}`;
  if (whole.length <= lengthMax) return whole;
  const tail = `${shortHash(whole)}-${what}`.slice(0, lengthMax - 2);
  const cut = `${systemName(system).slice(0, lengthMax - tail.length - 1)}-${tail}`;
  // A balancer's name may not end in a hyphen, and nobody reads two in a row.
  return cut.replace(/-+/g, "-").replace(/-$/, "");
};
