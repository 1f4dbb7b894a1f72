import { type Machines, machinesOf } from "#plinth/kinds/aws/provider/machines-of.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { byParticularity } from "#plinth/model/routes.ts";
import type { Node, System } from "#plinth/model/system.ts";

interface Routed {
  readonly routes: Readonly<Record<string, Ref>>;
}

/** A service behind a balancer. */
export interface Target {
  readonly service: Node;
  /** What the blocks of its target group are called. */
  readonly block: string;
  /** The port on every machine that leads to it. */
  readonly nodePort: number;
  /** The paths that lead to it, the most particular first. */
  readonly paths: readonly string[];
}

/**
 * The services behind a balancer, by id.
 * @throws Refusal for a service without a port on the machines: a balancer cannot reach it
 */
export const targetsOf = (
  node: Pick<Node<Routed>, "id" | "name" | "props">,
  system: System,
): readonly Target[] => {
  const routes = Object.entries(node.props.routes).sort(([a], [b]) => byParticularity(a, b));
  return [...Map.groupBy(routes, ([, { ref }]) => ref)].flatMap(([id, group]) => {
    const service = system.nodes.get(id);
    if (service?.phase !== "current") return [];
    const { nodePort } = service.props;
    if (typeof nodePort !== "number") {
      const says = `"${node.id}" leads to "${id}", which has no port on the machines`;
      throw new Refusal("findings", `${says}; give the service a nodePort, e.g. 30080`);
    }
    const paths = group.map(([path]) => path);
    return [{ service, block: blockName(node, service.name), nodePort, paths }];
  });
};

/** The machines on which a service behind a balancer can be reached. */
export const targetMachines = (
  { parent }: Pick<Node, "parent">,
  system: System,
): readonly Machines[] => {
  const cluster = system.nodes.get(parent);
  return cluster ? machinesOf(cluster, system) : [];
};
