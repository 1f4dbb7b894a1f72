import type { PropsOf } from "./look.ts";

/**
 * What a pod keeps that the Pod Security Standard "restricted" does not let it keep, users aside:
 * its name, and the code that takes it away.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const missingFrom = (
  security: PropsOf<"service">["security"] = {},
): (readonly [name: string, code: string])[] => {
  const { allowPrivilegeEscalation, dropCapabilities = [], seccomp } = security;
  return [
    ...(allowPrivilegeEscalation === false
      ? []
      : [["gaining privileges", "allowPrivilegeEscalation: false"] as const]),
    ...(dropCapabilities.includes("ALL")
      ? []
      : [["capabilities", 'dropCapabilities: ["ALL"]'] as const]),
    ...(seccomp === "RuntimeDefault"
      ? []
      : [["all system calls", 'seccomp: "RuntimeDefault"'] as const]),
  ];
};
