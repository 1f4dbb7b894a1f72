import { isProgram } from "#plinth/kinds/service/program.ts";
import { edgesFrom, nodesIn, nodesOf } from "#plinth/model/lookup.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** The databases of a server that the programs of a cluster use, by id. */
const usedOn = (cluster: Node, server: Node, system: System): readonly Node[] => {
  const programs = nodesIn(system, cluster).filter(
    (each) => isProgram(each) && each.phase === "current",
  );
  const used = new Set(programs.flatMap((each) => edgesFrom(system, each)).map(({ to }) => to));
  return nodesIn(system, server).filter(({ id, kind }) => kind === "database" && used.has(id));
};

/**
 * Servers whose databases and roles a cluster makes, each by id. Terraform is not in reach of a server;
 * pods that use it are, and of several clusters the first does it for all.
 */
export const setUpBy = (cluster: Node, system: System): readonly Node[] => {
  const clusters = ["eks", "k3s"]
    .flatMap((kind) => nodesOf(system, kind))
    .filter(({ phase }) => phase === "current")
    .sort((a, b) => compareText(a.id, b.id));
  return nodesOf(system, "postgres").filter((server) => {
    if (server.phase !== "current") return false;
    const first = clusters.find((each) => usedOn(each, server, system).length > 0);
    return first?.id === cluster.id;
  });
};

/** What the Secret with the password of a server's first user is called on a cluster. */
export const masterSecret = ({ name }: Pick<Node, "name">): string => `${name}-master`;
