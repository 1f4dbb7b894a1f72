import type { ProgramProps } from "#plinth/kinds/service/program.ts";

/**
 * A job of a service's `source` that says neither runtime nor image is a role of that service: it runs the
 * same image.
 */
export type JobProps = ProgramProps;
