import type { ProgramProps } from "#plinth/kinds/service/program.ts";
import { byText } from "#plinth/model/sorted.ts";
import type { Node } from "#plinth/model/system.ts";
import type { Look } from "./look.ts";

type Program = Node<ProgramProps>;

const byId = byText(({ id }: Program) => id);

/** Programs of the system's own, services and jobs, by id. */
export const programs = (look: Look): readonly Program[] =>
  [...look.of("service"), ...look.of("job")].sort(byId);

/** Those of them that stand in a place, at any depth. */
export const programsIn = (look: Look, place: string): readonly Program[] =>
  [...look.within(place, "service"), ...look.within(place, "job")].sort(byId);
