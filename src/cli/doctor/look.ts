import { join } from "node:path";
import { canListen, freePort, returnPort } from "#plinth/host/net/port.ts";
import { isFolder, isWritable } from "#plinth/host/paths.ts";
import { survey, versionOf, whereIs } from "#plinth/host/survey.ts";
import { projectRoot } from "#plinth/project/root.ts";
import manifest from "../../../package.json";
import type { CliWorld } from "../cli-world.ts";
import type { Facts } from "./facts.ts";
import { type Tool, toolName, tools } from "./tools.ts";

/** The first of a tool's programs that is there. */
const findTool = async ({ programs, version }: Tool) => {
  const program = programs.find((name) => whereIs(name) !== undefined);
  if (program === undefined) return undefined;
  const found = version && (await versionOf(program, version));
  return { program, ...(found !== undefined && { version: found }) };
};

const foundTools = async (): Promise<Facts["tools"]> => {
  const found = await Promise.all(
    tools.map(async (tool) => [toolName(tool), await findTool(tool)] as const),
  );
  return new Map(found.flatMap(([name, tool]) => (tool ? [[name, tool]] : [])));
};

const portOn = async (host: string): Promise<number | undefined> => {
  try {
    const port = await freePort(host);
    returnPort(port);
    return port;
  } catch {
    return undefined;
  }
};

/** Looks at everything that can keep Plinth from working; nothing is changed. */
export const look = async ({ cwd, local }: Pick<CliWorld, "cwd" | "local">): Promise<Facts> => {
  const root = projectRoot(cwd);
  const folder = join(root, ".plinth");
  const [node, npm, port, loopback, loopbackNeighbour, found, copies] = await Promise.all([
    versionOf("node", ["--version"]),
    versionOf("npm", ["--version"]),
    portOn("127.0.0.1"),
    canListen("127.0.0.1", 0),
    canListen("127.0.0.2", 0),
    foundTools(),
    local.copiesIn(root),
  ]);
  const { bun, isRoot: _, ...machine } = survey();
  return {
    plinth: manifest.version,
    bun: { wanted: manifest.dependencies.bun, found: bun },
    ...(node !== undefined && { node }),
    ...(npm !== undefined && { npm }),
    ...machine,
    ...(port !== undefined && { freePort: port }),
    loopback,
    loopbackNeighbour,
    state: { folder, isWritable: isWritable(isFolder(folder) ? folder : root) },
    tools: found,
    copies,
  };
};
