import { makeFolder, readText, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/**
 * Who is what among the members, kept on disk beside their data. Plinth is the one who decides, so
 * what is written here is what is so: it is written before it is acted upon.
 */
export interface Roles {
  /** The index of the member that takes writes. */
  readonly primary: number;
  /** Counts the changes of primary. */
  readonly epoch: number;
  /** The standby has every commit that a client has heard of, so it may take over. */
  readonly inSync: boolean;
  /** In which epoch the data of each member was last known to be the primary's, by index. */
  readonly seen: Readonly<Record<string, number>>;
}

const fileOf = (folder: string): string => `${folder}/roles.json`;

/** @throws Refusal when the file is damaged */
export const readRoles = (folder: string): Roles | undefined => {
  const text = readText(fileOf(folder));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Roles;
  } catch (cause) {
    const remedy = 'Write who has the newest data, or remove it all with "plinth down --volumes"';
    const says = `"${fileOf(folder)}" is damaged: it is not JSON. ${remedy}`;
    throw new Refusal("environment", says, { cause });
  }
};

export const writeRoles = (folder: string, roles: Roles): void => {
  makeFolder(folder);
  writeText(fileOf(folder), `${JSON.stringify(roles)}\n`);
};

/** What is so after the other member has taken over: the old primary's data is not the same any more. */
export const afterFailover = (roles: Roles, to: number): Roles => {
  const epoch = roles.epoch + 1;
  return { primary: to, epoch, inSync: false, seen: { [to]: epoch } };
};

/** Whether a member can follow the primary with the data that it has. */
export const canFollow = (roles: Roles, member: number): boolean =>
  roles.seen[member] === roles.epoch;
