import type { Deployment } from "../steps/deployment.ts";
import { run, type Step } from "../steps/step.ts";
import { bootstrap, main, type Way } from "../steps/way.ts";

/** A plan after the plan was applied changes nothing: else it exits with 2. */
export const noDrift = ({ hasState }: Deployment, { programs: { terraform } }: Way): Step => ({
  id: "second plan",
  says: "Plan again: nothing may be left to change",
  deeds: [...(hasState ? [bootstrap] : []), main].map((root) =>
    run([terraform, `-chdir=${root}`, "plan", "-input=false", "-json", "-detailed-exitcode"], {
      prints: "terraform",
    }),
  ),
});

/** Outside a rehearsal the state's bucket is protected and stays. */
export const endOfState = ({ programs: { terraform } }: Way): Step => ({
  id: "destroy state bucket",
  says: "Destroy the bucket of the state, which outside a rehearsal is protected",
  deeds: [
    run([terraform, `-chdir=${bootstrap}`, "destroy", "-input=false", "-json", "-auto-approve"], {
      prints: "terraform",
    }),
    run([terraform, `-chdir=${bootstrap}`, "state", "list"], { prints: "nothing" }),
  ],
});
