import { isRef, isTalksTo, isText, type Ref, type Value } from "#plinth/model/ref.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { loopback } from "./loopback.ts";
import { type LocalPlan, serverOf } from "./plan.ts";
import type { Ports } from "./routing.ts";

/** What is known of addresses on this machine when references are rendered. */
export interface Addresses {
  /** The door of an edge: `host:port` by link id. */
  readonly edges: ReadonlyMap<string, { readonly host: string; readonly port: number }>;
  /** Where a door listens, by id of its node. */
  readonly doors: ReadonlyMap<string, { readonly host: string; readonly port: number }>;
  /** The address from which a door calls its targets, by id of its node. */
  readonly sources: ReadonlyMap<string, string>;
  /** The password or the secret of a node. */
  readonly password: (node: string) => string;
}

/** The addresses that chosen ports stand for. */
export const addressesOf = (
  { doors, edges, sources }: Ports,
  password: (node: string) => string,
): Addresses => {
  const at = (ports: ReadonlyMap<string, number>): Addresses["doors"] =>
    new Map([...ports].map(([id, port]) => [id, { host: loopback, port }]));
  return { edges: at(edges), doors: at(doors), sources, password };
};

const isWithin = (id: string, place: string): boolean => id.startsWith(`${place}/`);

const addressOf = (
  { output }: Ref,
  at: { readonly host: string; readonly port: number },
): string | undefined => {
  if (output === "url") return `http://${at.host}:${at.port}`;
  if (output === "host") return at.host;
  if (output === "port") return String(at.port);
  return undefined;
};

/** What a server, or a share of one, is called by here. */
const accessText = (
  plan: LocalPlan,
  { password }: Addresses,
  ref: Ref,
  at: { readonly host: string; readonly port: number },
): string | undefined => {
  const server = plan.servers.get(serverOf(plan, ref.ref));
  const access = plan.databases.get(ref.ref)?.access ?? server?.access;
  if (!server || !access) return undefined;
  if (ref.output === "user") return access.user;
  if (ref.output === "password") return password(ref.ref);
  if (ref.output !== "url") return addressOf(ref, at);
  const scheme = server.ports[0]?.scheme ?? "";
  return `${scheme}://${access.user}:${password(ref.ref)}@${at.host}:${at.port}/${access.path}`;
};

const refText = (plan: LocalPlan, addresses: Addresses, from: string, ref: Ref): string => {
  const at = addresses.edges.get(`${from} -> ${ref.ref}`) ?? addresses.doors.get(ref.ref);
  const address = at && (accessText(plan, addresses, ref, at) ?? addressOf(ref, at));
  if (address !== undefined) return address;
  if (plan.secrets.has(ref.ref) && ref.output === "value") return addresses.password(ref.ref);
  if (ref.output === "balancerAddresses") {
    const inside = [...addresses.sources].filter(([door]) => isWithin(door, ref.ref));
    return inside.map(([, address]) => address).join(",");
  }
  const property = plan.system.nodes.get(ref.ref)?.props[ref.output];
  if (typeof property === "string" || typeof property === "number") return String(property);
  const why = plan.notHere.get(ref.ref);
  const says = `"${from}" uses ${ref.kind} "${ref.ref}"${ref.output && `.${ref.output}`}`;
  throw new Refusal("model", `${says}, which has no value on this machine${why ? `: ${why}` : ""}`);
};

/** A value as text on this machine. @throws Refusal for a reference that has no value here */
export const textOf = (
  plan: LocalPlan,
  addresses: Addresses,
  from: string,
  value: Value,
): string => {
  if (typeof value === "string") return value;
  if (isTalksTo(value)) return refText(plan, addresses, from, value.talksTo);
  if (isRef(value)) return refText(plan, addresses, from, value);
  if (!isText(value)) throw new TypeError(`not a value: ${JSON.stringify(value)}`);
  return value.text
    .map((part) => (isRef(part) ? refText(plan, addresses, from, part) : part))
    .join("");
};
