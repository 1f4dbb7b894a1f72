import type { GatewayConfig } from "./config.ts";
import { statusMatcher } from "./targets/status-matcher.ts";

/** What a configuration names that is not there, or cannot be read: the id it is about, and why. */
export function configProblems(config: GatewayConfig): readonly (readonly [string, string])[] {
  const problems: [string, string][] = [];
  const groups = new Map(config.groups.map((group) => [group.id, group]));
  const links = new Set(config.links.map((link) => link.id));
  const checkLink = (id: string, link: string | undefined) => {
    if (link !== undefined && !links.has(link)) problems.push([id, `there is no link "${link}"`]);
  };
  for (const door of config.doors) {
    checkLink(door.id, door.link);
    const named = door.protocol === "tcp" ? [door.group] : door.rules.map((rule) => rule.group);
    for (const id of named) {
      const group = groups.get(id);
      if (group === undefined) problems.push([door.id, `there is no group "${id}"`]);
      else if (group.protocol === "tcp" && door.protocol === "http") {
        problems.push([door.id, `group "${id}" speaks tcp, and this door speaks http`]);
      }
    }
  }
  for (const group of config.groups) {
    checkLink(group.id, group.link);
    const matcher = group.health?.matcher;
    if (matcher !== undefined && statusMatcher(matcher) === undefined) {
      problems.push([group.id, `"${matcher}" is not a matcher; write e.g. "200", "200-399"`]);
    }
  }
  for (const link of config.links) {
    if (link.transport === "udp") problems.push([link.id, "UDP links carry nothing yet"]);
  }
  return problems;
}
