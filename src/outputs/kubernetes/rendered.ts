import { kinds } from "#plinth/kinds/registry.gen.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { isRef, isTalksTo, isText, type Ref } from "#plinth/model/ref.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { seenFrom } from "./seen-from.ts";

/** A service's outputs: its name in the cluster's DNS, so that it can be asked from any namespace. */
const ofService = (service: Node, output: string, system: System): unknown => {
  const host = `${service.name}.${namespaceOf(system)}.svc.cluster.local`;
  const { port, nodePort } = service.props;
  return { host, port, nodePort, url: `http://${host}:${port}` }[output];
};

/** Brokers' outputs that are no secret, in the same DNS. */
const ofBroker = ({ name }: Node, output: string, system: System): unknown =>
  ({ host: `${name}.${namespaceOf(system)}.svc.cluster.local`, port: 5672 })[output];

/** From where the service that asks sees the network's public balancers call. */
const ofNetwork = (network: Node, output: string, asks: Node | undefined, system: System) =>
  output === "balancerAddresses" && asks?.kind === "service"
    ? seenFrom(asks, network, system, false).join(",")
    : network.props[output];

const refText = (system: System, from: string, { ref, kind, output }: Ref): string => {
  const node = system.nodes.get(ref);
  const value =
    node?.kind === "service"
      ? // A name in one cluster's DNS leads nowhere in another.
        node.parent === system.nodes.get(from)?.parent && ofService(node, output, system)
      : node?.kind === "network"
        ? ofNetwork(node, output, system.nodes.get(from), system)
        : node?.kind === "rabbitmq"
          ? node.parent === system.nodes.get(from)?.parent && ofBroker(node, output, system)
          : node?.props[output];
  if (typeof value === "string" || typeof value === "number") return String(value);
  const says = `"${from}" uses ${kind} "${ref}"${output && `.${output}`}`;
  throw new Refusal("model", `${says}, which has no value on a cluster; use another output`);
};

/** The key of a Secret that holds what a variable refers to; undefined: it is no secret. */
const secretKeyOf = (
  value: unknown,
): { readonly name: string; readonly key: string } | undefined => {
  const ref = isTalksTo(value) ? value.talksTo : value;
  if (!isRef(ref)) return undefined;
  const kind: AnyKind | undefined = (kinds as Readonly<Record<string, AnyKind>>)[ref.kind];
  if (!kind?.secretOutputs?.includes(ref.output)) return undefined;
  return { name: ref.ref.split("/").at(-1) ?? "", key: ref.output };
};

/** A list with all its entries rendered; the same one where none of them is another for it. */
const renderedList = (system: System, from: string, list: readonly unknown[]): unknown => {
  let copy: unknown[] | undefined;
  for (const [i, entry] of list.entries()) {
    const own = rendered(system, from, entry);
    if (own === entry) continue;
    copy ??= [...list];
    copy[i] = own;
  }
  return copy ?? list;
};

const renderedRecord = (
  system: System,
  from: string,
  record: Readonly<Record<string, unknown>>,
): unknown => {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(record)) {
    const entry = record[key];
    const own = rendered(system, from, entry);
    if (own === entry) continue;
    copy ??= { ...record };
    copy[key] = own;
  }
  return copy ?? record;
};

/**
 * Plain data with every reference in it replaced by its text on a cluster; what holds none is not
 * copied.
 * @throws Refusal for a reference that has no value there
 */
export const rendered = (system: System, from: string, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return renderedList(system, from, value);
  if (isRef(value)) return refText(system, from, value);
  if (isTalksTo(value)) return refText(system, from, value.talksTo);
  if (isText(value)) {
    return value.text.map((part) => (isRef(part) ? refText(system, from, part) : part)).join("");
  }
  if ("name" in value && "value" in value) {
    // A secret is named where it is used, and stands in no file.
    const secretKeyRef = secretKeyOf(value.value);
    if (secretKeyRef) return { name: value.name, valueFrom: { secretKeyRef } };
  }
  return renderedRecord(system, from, value as Readonly<Record<string, unknown>>);
};
