import type { Day } from "./day.ts";
import { placesOf } from "./lookup.ts";
import type { Node, System } from "./system.ts";

/** A finding that is accepted for a while, because fixing it would be worse. */
export interface Waiver {
  /**
   * The id of a rule of `check`, or a check of another judge with its name in front, e.g.
   * `checkov/CKV_AWS_39`; several where one decision answers them all. A rule is waived for the thing
   * itself, another judge's check also for what stands in it.
   */
  readonly rule: string | readonly string[];
  /** Why it is accepted; shown with every report. */
  readonly because: string;
  /** The last day on which it counts. */
  readonly until: Day;
}

/** The ids that a waiver is for. */
export const rulesWaived = ({ rule }: Pick<Waiver, "rule">): readonly string[] =>
  typeof rule === "string" ? [rule] : rule;

/** The waivers that are written on a thing, or on a statement. */
export const waiversOn = (written: object): readonly Waiver[] =>
  "waive" in written && Array.isArray(written.waive) ? written.waive : [];

/** What checkov is to leave alone on a thing: its own ids, each with the reason. */
export const waivedForCheckov = (system: System, node: Node): ReadonlyMap<string, string> =>
  new Map(
    [...placesOf(system, node).reverse(), node].flatMap(({ props }) =>
      waiversOn(props).flatMap((waiver) =>
        rulesWaived(waiver).flatMap((rule): [string, string][] => {
          const [judge, id = ""] = rule.split("/");
          return judge === "checkov" ? [[id, waiver.because]] : [];
        }),
      ),
    ),
  );
