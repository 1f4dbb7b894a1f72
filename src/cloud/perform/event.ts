import type { Change } from "../terraform/message.ts";

/** What happens while steps are performed, for whoever shows it. Times are ms since 1970. */
export type DeployEvent =
  | {
      readonly type: "step-begins";
      readonly step: string;
      readonly says: string;
      readonly atMs: number;
    }
  | {
      readonly type: "step-ends";
      readonly step: string;
      readonly outcome: "done" | "skipped" | "failed";
      /** Why it was skipped. */
      readonly because?: string;
      readonly atMs: number;
    }
  | ({
      readonly type: "resource";
      readonly state: "begins" | "ends" | "fails";
      readonly atMs: number;
    } & Change)
  | { readonly type: "plan"; readonly root: string; readonly changes: readonly Change[] }
  | { readonly type: "said"; readonly text: string };
