/** What Terraform says with `-json`, one object a line (its "machine-readable UI", version 1.2). */

export type Action = "create" | "update" | "replace" | "delete";

export interface Change {
  readonly address: string;
  readonly action: Action;
}

export type Message =
  | ({ readonly type: "planned" } & Change)
  | ({ readonly type: "begins" | "ends" | "fails" } & Change & { readonly seconds?: number })
  | { readonly type: "problem"; readonly summary: string; readonly detail: string }
  | { readonly type: "warning"; readonly summary: string; readonly detail: string };

interface Raw {
  readonly type?: string;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly hook?: {
    readonly resource: { readonly addr: string };
    readonly action?: string;
    readonly elapsed_seconds?: number;
  };
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
  };
}

const actions = new Set<string>(["create", "update", "replace", "delete"] satisfies Action[]);

const isAction = (text: string | undefined): text is Action => actions.has(text ?? "");

const hooks: Readonly<Record<string, "begins" | "ends" | "fails">> = {
  apply_start: "begins",
  apply_complete: "ends",
  apply_errored: "fails",
};

const rawOf = (line: string): Raw | undefined => {
  try {
    return JSON.parse(line) as Raw;
  } catch {
    return undefined;
  }
};

/** A line of Terraform as what matters of it; undefined for all else, reading of data included. */
export const messageOf = (line: string): Message | undefined => {
  const { type = "", change, hook, diagnostic } = rawOf(line) ?? {};
  if (type === "planned_change" && change && isAction(change.action)) {
    return { type: "planned", address: change.resource.addr, action: change.action };
  }
  const what = hooks[type];
  if (what && hook && isAction(hook.action)) {
    const { action, resource, elapsed_seconds: seconds } = hook;
    return {
      type: what,
      address: resource.addr,
      action,
      ...(seconds !== undefined && { seconds }),
    };
  }
  if (type === "diagnostic" && diagnostic) {
    const { severity, summary, detail = "" } = diagnostic;
    return { type: severity === "error" ? "problem" : "warning", summary, detail };
  }
  return undefined;
};
