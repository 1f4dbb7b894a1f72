import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { toMib } from "#plinth/model/quantity.ts";
import { kubernetes } from "./kubernetes.ts";
import type { DumpProps } from "./props.ts";

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A copy of databases each night, as files that any PostgreSQL reads (pg_dump, a CronJob). */
export const dump = kind<DumpProps>()({
  name: "dump",
  doc: "A copy of databases each night, as files that any PostgreSQL reads (pg_dump, a CronJob).",
  in: ["eks", "k3s"],
  outputs: [],
  *valid({ props: { at, scratch } }) {
    if (!time.test(at)) yield { says: `at "${at}" is not a time of day; write e.g. "02:30"` };
    if (scratch !== undefined) toMib(scratch);
  },
  local: none("What a copy here keeps is for trying things out: nothing copies it away."),
  kubernetes,
  terraform: none("Its role and its bucket are nodes of their own."),
  cost: none("What it keeps is counted by the bucket."),
  behaviour: none("It runs for minutes a night, and asks for little."),
  watch: none("Whether last night's ended well is not in what `synth` writes yet."),
});
