import { variablesOf } from "#plinth/host/machine.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { LocalPlan } from "../plan/plan.ts";
import { addressesIn, type Given, namesOf, parsedAddress, prefix } from "./given-address.ts";

/**
 * The plan with the servers that the user gives an address of (`PLINTH_SERVER_DB`, or
 * `PLINTH_SERVER_DB_FILE` with the path of a file that holds it): none of theirs is run here.
 * @throws Refusal when an address cannot be read, or could be two servers'
 */
export const withGiven = (plan: LocalPlan, variables = variablesOf(prefix)): LocalPlan => {
  const servers = new Map(plan.servers);
  const given = new Map<string, Given>();
  for (const [name, text] of addressesIn(variables)) {
    const meant = [...plan.servers].filter(([node]) => namesOf(node).includes(name));
    if (meant.length > 1) {
      const both = meant.map(([node]) => `"${node}"`).join(" and ");
      throw new Refusal("usage", `${prefix}${name} could be ${both}; write more of its id`);
    }
    for (const [node, part] of meant) {
      const [port] = part.ports;
      if (!port) continue;
      const at = parsedAddress(`${prefix}${name}`, text, port.scheme, port.usual);
      given.set(node, at);
      const access = { user: at.user, path: at.path };
      servers.set(node, { ...part, access, members: 0, ports: [port], differs: [] });
    }
  }
  return given.size === 0 ? plan : { ...plan, servers, given };
};

/** What is said of each on screen. */
export const givenNotes = ({ given, databases }: LocalPlan): string[] =>
  [...given].map(([node, { host, port, variable }]) => {
    const has = [...databases.values()].some(({ server }) => server === node);
    const makes = has ? "; its databases and their roles are made there" : "";
    return `"${node}" is not run here: it is the one at ${host}:${port} (${variable})${makes}.`;
  });
