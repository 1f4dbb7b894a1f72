import type { NodeView, PodView, SystemView } from "#plinth/local/copies/view.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { didYouMean } from "#plinth/project/nearest.ts";
import { shortNames } from "./render/names.ts";

type View = Pick<SystemView, "name" | "nodes">;

/** The nodes whose id is the word, or ends in it after a slash. */
const nodesFitting = (word: string, nodes: readonly NodeView[]): readonly NodeView[] => {
  const exact = nodes.filter(({ id }) => id === word);
  return exact.length > 0 ? exact : nodes.filter(({ id }) => id.endsWith(`/${word}`));
};

const podsOf = (nodes: readonly NodeView[]): readonly PodView[] =>
  nodes.flatMap(({ pods = [] }) => pods);

/** The replicas whose name is the word, or begins with it. */
const podsFitting = (word: string, pods: readonly PodView[]): readonly PodView[] => {
  const exact = pods.filter(({ name }) => name === word);
  return exact.length > 0 ? exact : pods.filter(({ name }) => name.startsWith(word));
};

const ambiguous = (word: string, names: readonly string[]): Refusal => {
  const listed = names.map((name) => `"${name}"`).join(", ");
  return new Refusal("usage", `"${word}" fits ${listed}; write more of it`);
};

const unknown = (word: string, what: string, view: View, names: readonly string[]): Refusal => {
  const some = names.slice(0, 12).map((name) => `"${name}"`);
  const more = names.length > some.length ? ", …" : "";
  const has = some.length > 0 ? `; it has ${some.join(", ")}${more}` : "";
  const meant = didYouMean(word, names) || has;
  return new Refusal("usage", `"${view.name}" has no ${what} "${word}"${meant}`);
};

/** The node that a word means: its id, or an end of it that no other has. @throws Refusal */
export const nodeNamed = (word: string, view: View): NodeView => {
  const found = nodesFitting(word, view.nodes);
  const withPods = found.filter(({ pods }) => pods !== undefined);
  const [only] = withPods.length === 1 ? withPods : found;
  if (only && (found.length === 1 || withPods.length === 1)) return only;
  if (only)
    throw ambiguous(
      word,
      found.map(({ id }) => id),
    );
  throw unknown(word, "node", view, [...shortNames(view.nodes).values()]);
};

/** The replica that a word means: its name, or a beginning that no other has. @throws Refusal */
export const podNamed = (word: string, view: View): PodView => {
  const pods = podsOf(view.nodes);
  const found = podsFitting(word, pods);
  const ofNode = found.length === 0 ? podsOf(nodesFitting(word, view.nodes)) : found;
  const [only] = ofNode;
  if (only && ofNode.length === 1) return only;
  const names = (ofNode.length > 0 ? ofNode : pods).map(({ name }) => name);
  if (only) throw ambiguous(word, names);
  throw unknown(word, "replica", view, names);
};

/** What restarts: a node or one of its replicas. */
export type Target =
  | { readonly node: NodeView; readonly pod?: undefined }
  | { readonly pod: PodView; readonly node?: undefined };

/** The node or the replica that a word means; a node when it could be both. @throws Refusal */
export const targetNamed = (word: string, view: View): Target => {
  if (nodesFitting(word, view.nodes).length > 0) return { node: nodeNamed(word, view) };
  if (podsFitting(word, podsOf(view.nodes)).length > 0) return { pod: podNamed(word, view) };
  const names = [...shortNames(view.nodes).values(), ...podsOf(view.nodes).map(({ name }) => name)];
  throw unknown(word, "node or replica", view, names);
};

/** A node with everything that stands in it, or the name of a replica: what a query is about. */
const idsOf = (target: Target, view: View): readonly string[] => {
  const { node, pod } = target;
  if (node === undefined) return [pod.name];
  const inside = view.nodes.filter(({ id }) => id.startsWith(`${node.id}/`)).map(({ id }) => id);
  return [node.id, ...inside];
};

/**
 * The ids and names that words mean, for a query of logs or events; a place means all in it. A
 * replica that is gone is known by `gone`. @throws Refusal
 */
export const queryOf = (
  words: readonly string[],
  view: View,
  gone: readonly string[] = [],
): readonly string[] =>
  words.flatMap((word) => {
    const former = gone.filter((name) => name === word);
    return former.length > 0 ? former : idsOf(targetNamed(word, view), view);
  });
