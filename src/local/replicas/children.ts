import type { GuardedProcess } from "#plinth/gateway/config.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import type { ChildState } from "../copies/state.ts";
import type { Replica } from "./replica.ts";

/** How long a replica has to end when it is the gateway that ends it, ms. */
const guardGraceMs = 1_000;

/** The processes of replicas, to be written down. */
export const childrenOf = (replicas: readonly Replica[]): ChildState[] =>
  replicas.flatMap(({ name, container: { process, identity } }) =>
    process && identity !== undefined ? [{ pid: process.pid, identity, what: name }] : [],
  );

/** The gateway's, likewise; none while it does not run. */
export const gatewayChild = (pid: number | undefined): ChildState[] => {
  const identity = pid === undefined ? undefined : identityOf(pid);
  if (pid === undefined || identity === undefined) return [];
  return [{ pid, identity, what: "gateway" }];
};

/** A process as the gateway is to end it should we die. */
export const guarded = ({ pid, identity }: ChildState): GuardedProcess => ({
  pid,
  identity,
  graceMs: guardGraceMs,
});
