import { type LocalPlan, serverOf } from "../plan/plan.ts";
import { nodePortDoor, serverDoor } from "../plan/routing.ts";

/** Where a door listens. */
export interface At {
  readonly host: string;
  readonly port: number;
}

/** How somebody on this machine gets at a node. */
export interface Connection {
  /** The name of the port, e.g. `amqp`, `management`, `http`; `value` of a secret. */
  readonly port: string;
  /** The address with user and password, where it asks for them; or the value of a secret. */
  readonly text: string;
  /** What stands in `text` for anybody to read: no password, and nothing of a secret. */
  readonly shown?: string;
  readonly user?: string;
  /** Whether `text` tells something that is not for everybody. */
  readonly secret: boolean;
}

/** Doors to a server, or to a database on one; the first port is the one that clients call. */
const ofServer = (
  plan: LocalPlan,
  listening: ReadonlyMap<string, At>,
  password: (node: string) => string,
  node: string,
): Connection[] => {
  const server = serverOf(plan, node);
  const part = plan.servers.get(server);
  const access = plan.databases.get(node)?.access ?? part?.access;
  // A database has nothing of its server but the way to itself.
  const ports = plan.databases.has(node) ? part?.ports.slice(0, 1) : part?.ports;
  return (ports ?? []).flatMap(({ name, scheme }, i): Connection[] => {
    const at = listening.get(serverDoor(server, name));
    if (!at || !access) return [];
    const { user, path } = access;
    const end = `${at.host}:${at.port}${i === 0 ? `/${path}` : ""}`;
    const text = `${scheme}://${user}:${password(node)}@${end}`;
    return [{ port: name, text, shown: `${scheme}://${user}@${end}`, user, secret: true }];
  });
};

/** Everything by which a node can be got at, the usual way first. */
export const connectionsOf = (
  plan: LocalPlan,
  listening: ReadonlyMap<string, At>,
  password: (node: string) => string,
  node: string,
): Connection[] => {
  if (plan.secrets.has(node)) return [{ port: "value", text: password(node), secret: true }];
  const open = [listening.get(node), listening.get(nodePortDoor(node))].flatMap((at) =>
    at ? [`http://${at.host}:${at.port}`] : [],
  );
  return [
    ...open.map((text) => ({ port: "http", text, shown: text, secret: false })),
    ...ofServer(plan, listening, password, node),
  ];
};

/** What a node's doors are called by, without their passwords. */
export const endpointsOf = (
  plan: LocalPlan,
  listening: ReadonlyMap<string, At>,
  node: string,
): string[] => connectionsOf(plan, listening, () => "", node).flatMap(({ shown }) => shown ?? []);
