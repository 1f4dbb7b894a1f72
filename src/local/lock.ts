import { thisPid } from "#plinth/host/machine.ts";
import { bootId } from "#plinth/host/processes/boot.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { createText, readText, remove } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { isAlive } from "./state.ts";

interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly boot: string;
}

const holderIn = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readText(path) ?? "") as Holder;
  } catch {
    return undefined;
  }
};

/** The living process that holds a copy's lock, which is its supervisor; undefined: nobody. */
export const lockHolder = (folder: string): Holder | undefined => {
  const holder = holderIn(`${folder}/lock`);
  return holder && isAlive(holder) ? holder : undefined;
};

/**
 * Makes this process the only one that brings this copy up. A lock whose holder is gone is taken.
 * Returns how to release it.
 * @throws Refusal when somebody else holds it
 */
export const takeLock = (folder: string, name: string): (() => void) => {
  const path = `${folder}/lock`;
  const pid = thisPid();
  const mine = JSON.stringify({ pid, identity: identityOf(pid) ?? "", boot: bootId() });
  for (let attempt = 0; attempt < 2; attempt++) {
    if (createText(path, mine)) return () => remove(path);
    if (lockHolder(folder)) break;
    remove(path);
  }
  const remedy = `Wait for it with: plinth wait ${name}`;
  throw new Refusal("environment", `"${name}" is being brought up by another process. ${remedy}`);
};
