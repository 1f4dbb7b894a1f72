import type { PropsOf } from "./look.ts";

/** Whether a role's own actions permit a call; AWS' managed policies are not opened. */
export const allows = ({ actions = [] }: PropsOf<"role">, call: string): boolean =>
  actions.some((action) => {
    if (!action.endsWith("*")) return action === call;
    return call.startsWith(action.slice(0, -1));
  });
