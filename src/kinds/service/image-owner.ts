import { perSystem } from "#plinth/model/per-system.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { isProgram, type ProgramProps } from "./program.ts";

const propsOf = ({ props }: Node): ProgramProps & { readonly port?: number } => props;

/** All that an image is made of: equal texts are one image. */
const madeOf = (node: Node): string => {
  const { source, runtime, port, image = {} } = propsOf(node);
  if (source === undefined) return node.id;
  const { base, user, atMost, registry } = image;
  return JSON.stringify([node.phase, source, runtime, port, base, user, atMost, registry?.ref]);
};

/** Whether a job says nothing of its image that the one of a service is not. */
const isRoleOf = (job: Node, service: Node): boolean => {
  const [own, its] = [propsOf(job), propsOf(service)];
  const { base, user, atMost, registry } = own.image ?? {};
  const said = [
    [own.runtime, its.runtime],
    [base, its.image?.base],
    [user, its.image?.user],
    [atMost, its.image?.atMost],
    [registry?.ref, its.image?.registry?.ref],
  ];
  return (
    job.phase === service.phase &&
    own.source !== undefined &&
    own.source === its.source &&
    said.every(([mine, other]) => mine === undefined || mine === other)
  );
};

/** The image of several programs is named for the one that is called as their source folder is. */
const ownerIn = (group: readonly Node[]): Node | undefined => {
  const folder = String(group[0]?.props.source).split("/").at(-1);
  return group.find(({ name }) => name === folder) ?? group[0];
};

const owners = perSystem((system): ReadonlyMap<string, Node> => {
  const programs = [...system.nodes.values()].filter(isProgram);
  const owned = (nodes: readonly Node[]): readonly (readonly [string, Node])[] =>
    [...Map.groupBy(nodes, madeOf).values()].flatMap((group) =>
      group.map((each) => [each.id, ownerIn(group) ?? each] as const),
    );
  const services = programs.filter(({ kind }) => kind === "service");
  const jobs = programs.filter(({ kind }) => kind === "job");
  const ofServices = new Map(owned(services));
  const serviceOf = (job: Node): Node | undefined =>
    services.find((each) => ofServices.get(each.id) === each && isRoleOf(job, each));
  return new Map([
    ...ofServices,
    ...jobs.flatMap((job) => {
      const owner = serviceOf(job);
      return owner === undefined ? [] : [[job.id, owner] as const];
    }),
    ...owned(jobs.filter((job) => serviceOf(job) === undefined)),
  ]);
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
 * The program whose image a program runs. Services of one source whose images would not differ share
 * one, which is built and pushed once, and named for the service that is called as the source folder
 * is, or for the first of them. A job of that source runs it too, unless it says something else of its
 * image: so what fills a database is of the same build as what reads it.
 */
export const imageOwner = <Program extends Pick<Node, "id" | "name">>(
  program: Program,
  system: System,
): Node | Program => owners(system).get(program.id) ?? program;

/** What the image of a program is called: its owner's name, or its id where two are called the same. */
export const imageName = (program: Pick<Node, "id" | "name">, system: System): string => {
  const { id, name } = imageOwner(program, system);
  return names(system).get(id) ?? name;
};
