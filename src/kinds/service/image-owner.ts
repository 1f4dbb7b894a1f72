import { perSystem } from "#plinth/model/per-system.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { ServiceProps } from "./props.ts";

/** All that an image is made of: equal texts are one image. */
const madeOf = ({ phase, props }: Node): string | undefined => {
  const { source, runtime, port, image = {} } = props as object as ServiceProps;
  if (source === undefined) return undefined;
  const { base, user, atMost, registry } = image;
  return JSON.stringify([phase, source, runtime, port, base, user, atMost, registry?.ref]);
};

const owners = perSystem((system): ReadonlyMap<string, Node> => {
  const services = [...system.nodes.values()].filter(({ kind }) => kind === "service");
  const alike = Map.groupBy(services, (each) => madeOf(each) ?? each.id);
  return new Map(
    [...alike.values()].flatMap((group) => {
      const folder = String(group[0]?.props.source).split("/").at(-1);
      const owner = group.find(({ name }) => name === folder) ?? group[0];
      return group.map((each) => [each.id, owner ?? each] as const);
    }),
  );
});

/** What images are called, by their owners' ids. */
const names = perSystem((system): ReadonlyMap<string, string> => {
  const current = [...new Set(owners(system).values())].filter(({ phase }) => phase === "current");
  const alike = Map.groupBy(current, ({ name }) => name);
  return new Map(
    current.map(({ id, name }) => [
      id,
      alike.get(name)?.length === 1 ? name : id.replaceAll("/", "."),
    ]),
  );
});

/**
 * The service whose image a service runs. Services of one source whose images would not differ share
 * one, which is built and pushed once, and named for the service that is called as the source folder
 * is, or for the first of them.
 */
export const imageOwner = <Service extends Pick<Node, "id" | "name">>(
  service: Service,
  system: System,
): Node | Service => owners(system).get(service.id) ?? service;

/** What the image of a service is called: its owner's name, or its id where two are called the same. */
export const imageName = (service: Pick<Node, "id" | "name">, system: System): string => {
  const { id, name } = imageOwner(service, system);
  return names(system).get(id) ?? name;
};
