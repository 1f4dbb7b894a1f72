import type { Look } from "./look.ts";

/** Whether a pipeline outside of the network deploys to a cluster by pushing. */
export const isPushedTo = (look: Look, cluster: string): boolean =>
  look.of("pipeline").some(({ props }) => {
    if (props.delivery !== "push") return false;
    return props.deploys.some(({ ref }) => look.around(ref, "eks")?.id === cluster);
  });
