import { thisPid } from "#plinth/host/machine.ts";
import { bootId } from "#plinth/host/processes/boot.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { createText, readText, remove } from "#plinth/host/store.ts";
import { isAlive } from "./state.ts";

interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly boot: string;
}

/** The living process that a lock's text names; undefined: there is none. */
const holderIn = (text: string | undefined): Holder | undefined => {
  try {
    const holder = JSON.parse(text ?? "") as Holder;
    return isAlive(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
};

/** The living process that holds a copy's lock, which is its supervisor; undefined: nobody. */
export const lockHolder = (folder: string): Holder | undefined =>
  holderIn(readText(`${folder}/lock`));

/**
 * Removes a lock whose holder has died. Of several that find it so, one does it at a time, and none
 * takes away what another has put there meanwhile.
 */
const removeDead = (path: string, mine: string): void => {
  const turn = `${path}.turn`;
  if (!createText(turn, mine)) {
    if (!holderIn(readText(turn))) remove(turn);
    return;
  }
  if (!holderIn(readText(path))) remove(path);
  remove(turn);
};

/** Attempts to take a lock whose holder has died, before somebody else is believed to have it. */
const attempts = 20;

/**
 * Makes this process the only one that brings this copy up, or clears up after it. A lock whose
 * holder is gone is taken. Returns how to release it; undefined when somebody else holds it.
 */
export const takeLock = (folder: string): (() => void) | undefined => {
  const path = `${folder}/lock`;
  const pid = thisPid();
  const mine = JSON.stringify({ pid, identity: identityOf(pid) ?? "", boot: bootId() });
  const release = (): void => {
    if (readText(path) === mine) remove(path);
  };
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (createText(path, mine)) return release;
    if (lockHolder(folder)) return undefined;
    removeDead(path, mine);
  }
  return undefined;
};
