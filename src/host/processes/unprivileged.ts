import { Refusal } from "#plinth/model/refusal.ts";
import { whereIs } from "../survey.ts";

/** Debian's and everybody's `nobody`; the number only has to be another than root's. */
const nobody = 65_534;

const works = (words: readonly string[]): boolean => {
  try {
    return Bun.spawnSync([...words, "true"], { stdio: ["ignore", "ignore", "ignore"] }).success;
  } catch {
    return false;
  }
};

/** The words before a command by which it does not run as root; looked up once. */
let prefix: readonly string[] | undefined;

/**
 * The words to put before a command that refuses to run as root; none when we are not root. It runs
 * in a user namespace of its own, where we have another number: files stay ours, inside and outside,
 * and nothing has to be handed to another user.
 * @throws Refusal when we are root and the machine allows no such namespace
 */
export const unprivileged = (who: string): readonly string[] => {
  if (process.getuid?.() !== 0) return [];
  const unshare = whereIs("unshare");
  const words = [`--map-user=${nobody}`, `--map-group=${nobody}`];
  const tried = unshare === undefined ? [] : [unshare, "--user", ...words, "--"];
  prefix ??= tried.length > 0 && works(tried) ? tried : [];
  if (prefix.length > 0) return prefix;
  const why = "and this machine allows no user namespaces, in which it would have another number";
  throw new Refusal("environment", `${who} refuses to run as root, ${why}; run Plinth as a user`);
};
