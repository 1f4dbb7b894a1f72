import { type CostLine, type Quantity, spanOf } from "#plinth/model/cost-line.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { pushedTo } from "./repositories.ts";

interface Paid {
  readonly host: "ecr" | "docker.io";
  readonly keep?: number;
}

/** Gigabytes of all images that are kept, if each is as large as it may be. */
const kept = (node: Node<Paid>, system: System): Quantity => {
  const { keep } = node.props;
  const images = pushedTo(system, node).map(
    ({ props }) => (props.image as { readonly atMost?: Size }).atMost,
  );
  if (keep === undefined) return { unknown: "nothing says how many images are kept" };
  let mib = 0;
  for (const atMost of images) {
    if (atMost === undefined) return { unknown: "nothing says how large an image may be" };
    mib += toMib(atMost);
  }
  const gb = (mib * keep) / 1024;
  return spanOf(0, gb, gb);
};

/** Images by the gigabyte; Docker Hub bills its users, not this account. */
export const cost = (node: Node<Paid>, system: System): CostLine[] =>
  node.props.host === "ecr"
    ? [
        {
          item: "images",
          group: "images",
          price: "ecr.gb",
          quantity: kept(node, system),
          note: "if each were as large as it may be, and shared nothing",
        },
      ]
    : [];
