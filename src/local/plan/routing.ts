import type { DoorSpec, GatewayConfig, TargetGroup, TargetSpec } from "#plinth/gateway/config.ts";
import { loopback } from "./loopback.ts";
import type { LocalPlan } from "./plan.ts";

/** Where doors are to listen, chosen before anything starts. */
export interface Ports {
  /** By id of a balancer's node. */
  readonly doors: ReadonlyMap<string, number>;
  /** By id of a service's node. */
  readonly nodePorts: ReadonlyMap<string, number>;
  /** By id of a server's door (`serverDoor`). */
  readonly servers: ReadonlyMap<string, number>;
  /** By link of an edge between services, or from one to a server. */
  readonly edges: ReadonlyMap<string, number>;
  /** From which address a balancer calls its targets, by id of its node. */
  readonly sources: ReadonlyMap<string, string>;
}

/** One replica as doors see it. */
export interface Target extends TargetSpec {
  readonly node: string;
  /** The name of the port, where a replica serves on several. */
  readonly through?: string;
}

/** An ALB ends a caller's connection at this age, ms (client keep-alive's default). */
const clientKeepAliveMs = 3_600_000;

/** How long connections through a node port or between services may outlive their target, ms. */
const drainMs = 30_000;

const linkOf = (from: string, to: string): string => `${from} -> ${to}`;

/** The id of a node port's door. */
export const nodePortDoor = (node: string): string => `${node}:nodePort`;

/** The id of the door to a port of a server. */
export const serverDoor = (node: string, port: string): string => `${node}:${port}`;

/** The node that a door belongs to. */
export const nodeOfDoor = (door: string): string => door.split(/:| -> /)[0] ?? door;

interface TcpDoor {
  readonly id: string;
  readonly port: number;
  readonly from: string;
  readonly to: string;
  /** Whose replicas answer, and on which of their ports. */
  readonly server: string;
  readonly through?: string | undefined;
}

/** The doors that pass on whole connections: node ports, those of servers, and one for each edge. */
const tcpDoorsOf = (plan: LocalPlan, ports: Ports): TcpDoor[] => {
  const nodePorts = [...ports.nodePorts].map(([node, port]) => {
    return { id: nodePortDoor(node), port, from: "internet", to: node, server: node };
  });
  const servers = [...plan.servers].flatMap(([node, part]) =>
    part.ports.map(({ name: through }) => {
      const id = serverDoor(node, through);
      const port = ports.servers.get(id) ?? 0;
      return { id, port, from: "internet", to: node, server: node, through };
    }),
  );
  const edges = plan.edges.map(({ link: id, from, to, server }) => {
    const through = plan.servers.get(server)?.ports[0]?.name;
    return { id, port: ports.edges.get(id) ?? 0, from, to, server, through };
  });
  return [...nodePorts, ...servers, ...edges];
};

/** All doors, groups and links of a plan with the replicas there are. Pure. */
export const routingOf = (
  plan: LocalPlan,
  ports: Ports,
  targets: readonly Target[],
): Omit<GatewayConfig, "revision"> => {
  const doors: DoorSpec[] = [];
  const groups: TargetGroup[] = [];
  const links = new Map<string, { from: string; to: string }>();
  const targetsOf = (node: string, through?: string): readonly TargetSpec[] =>
    targets
      .filter((target) => target.node === node && target.through === through)
      .map(({ id, host, port, ready }) => ({ id, host, port, ready }));
  const link = (from: string, to: string): string => {
    links.set(linkOf(from, to), { from, to });
    return linkOf(from, to);
  };

  for (const [id, door] of plan.doors) {
    const group = (to: string): string => linkOf(id, to);
    const source = ports.sources.get(id);
    doors.push({
      id,
      protocol: "http",
      host: loopback,
      port: ports.doors.get(id) ?? 0,
      rules: door.rules.map(({ path, to }) => ({ path, group: group(to.ref) })),
      idleTimeoutMs: door.idleTimeoutMs,
      clientKeepAliveMs,
      ...(source !== undefined && { sourceAddress: source }),
      link: link("internet", id),
    });
    for (const to of new Set(door.rules.map((rule) => rule.to.ref))) {
      groups.push({
        id: group(to),
        protocol: "http",
        ...(door.health && { health: door.health }),
        deregistrationDelayMs: door.deregistrationDelayMs,
        link: link(id, to),
        targets: targetsOf(to),
      });
    }
  }

  for (const { id, port, from, to, server, through } of tcpDoorsOf(plan, ports)) {
    const group = `${id}:targets`;
    doors.push({ id, protocol: "tcp", host: loopback, port, group, link: link(from, to) });
    groups.push({
      id: group,
      protocol: "tcp",
      deregistrationDelayMs: drainMs,
      targets: targetsOf(server, through),
    });
  }

  return { doors, groups, links: [...links].map(([id, ends]) => ({ id, ...ends })) };
};
