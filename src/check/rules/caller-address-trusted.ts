import { sound } from "../examples.ts";
import { defineRule } from "../rule.ts";

const forged = {
  "x-forwarded-for first": "its first entry is whatever the caller wrote there",
  "x-real-ip": "a balancer does not set it, so whatever stands there is from the caller",
} as const;

export const callerAddressTrusted = defineRule({
  id: "caller-address-trusted",
  severity: "error",
  why:
    "A balancer appends whom it saw to X-Forwarded-For and leaves what stood there before; only what " +
    "it appended can be trusted, and everything else lets a caller be anybody.",
  remedy:
    "Take the right-most entry that no trusted proxy wrote, and the peer where there is none; trust " +
    "proxies by their addresses.",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const wrong = (props.callerFrom ?? []).flatMap((from) =>
        from in forged ? [`"${from}": ${forged[from as keyof typeof forged]}`] : [],
      );
      if (wrong.length === 0) continue;
      yield {
        on: id,
        says: `callerFrom takes ${wrong.join("; ")}`,
        instead: 'callerFrom: ["x-forwarded-for untrusted", "peer"]',
      };
    }
  },
  examples: {
    good(s) {
      const callerFrom = ["x-forwarded-for untrusted", "peer"] as const;
      s.kubernetes("main").service("web", { ...sound, callerFrom });
    },
    bad(s) {
      const callerFrom = ["x-forwarded-for first", "peer"] as const;
      s.kubernetes("main").service("web", { ...sound, callerFrom });
    },
    found: ["main/web"],
  },
});
