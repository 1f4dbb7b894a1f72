import type { NodeView, SystemView } from "#plinth/local/copies/view.ts";
import { shortNames } from "./names.ts";

/** Doors come first: what a caller is meant to use. Without one, whatever can be called. */
const toCall = (nodes: readonly NodeView[]): readonly NodeView[] => {
  const open = nodes.filter(({ endpoints }) => endpoints.length > 0);
  const doors = open.filter(({ targets }) => targets !== undefined);
  return doors.length > 0 ? doors : open;
};

/** The addresses to call, each with the name of what answers there. */
export const urlsOf = (
  view: Pick<SystemView, "nodes">,
): readonly { readonly url: string; readonly name: string }[] => {
  const names = shortNames(view.nodes);
  return toCall(view.nodes).flatMap(({ id, endpoints }) =>
    endpoints.map((url) => ({ url, name: names.get(id) ?? id })),
  );
};
