/** Something that the documents of five systems ask of a check, because one of them breaks it. */
export interface Demand {
  readonly id: string;
  readonly asks: string;
  /** The rules that judge it, or what finds it without one. */
  readonly by: readonly string[];
  /** What the model would have to have before the rest of it can be judged. */
  readonly waitsFor?: string;
}

const by = (id: string, asks: string, ...rules: readonly string[]): Demand => ({
  id,
  asks,
  by: rules,
});

const waits = (id: string, asks: string, waitsFor: string): Demand => ({
  id,
  asks,
  by: [],
  waitsFor,
});

/** All of them, in order. */
export const demands: readonly Demand[] = [
  by("R1", "ranges do not overlap", "property", "ranges-apart"),
  by("R2", "each public port has one use", "open-port-answered", "firewall-narrow"),
  waits("R3", "what a tunnel alone reaches has no rule for the internet", "tunnels"),
  by(
    "R4",
    "the declared entry is the only public one",
    "public-entry-declared",
    "entry-not-bypassed",
  ),
  by("R5", "machines hold what is asked of them", "machines-hold-replicas", "addresses-for-pods"),
  waits("R6", "storage is at least the sum of what is claimed", "volumes"),
  by(
    "R7",
    "what an autoscaler follows can reach its target",
    ...["scale-target-reachable", "scale-by-memory", "metrics-for-autoscaler"],
  ),
  by(
    "R8",
    "an autoscaler has requests, and decides alone",
    "scale-needs-request",
    "replicas-or-scale",
  ),
  waits("R9", "the command of a probe is in the image", "what an image holds"),
  waits("R10", "what is kept for long stands on a durable volume", "volumes"),
  by("R11", "a replication claim has a mechanism or an operator", "broker-outlasts-one"),
  by(
    "R12",
    "a durability claim has storage and a quorum",
    "broker-keeps-messages",
    "broker-outlasts-one",
  ),
  {
    ...by(
      "R13",
      "each hop that is called encrypted has a mechanism there",
      "public-http",
      "database-tls-forced",
    ),
    waitsFor: "TLS by hop, a mesh",
  },
  {
    ...by("R14", "no secret is in the clear", "secret-in-env"),
    waitsFor: "secrets as a kind",
  },
  by(
    "R15",
    "no software is past its end",
    ...[
      "kubernetes-alive",
      "machine-image-alive",
      "runtime-alive",
      "base-image-alive",
      "server-alive",
    ],
  ),
  by(
    "R16",
    "a type is there in its region, at the region's price",
    "type-in-region",
    "cost-table-of-region",
  ),
  by(
    "R17",
    "hours of the free tier are counted by instance",
    "free-tier-fits-type",
    "free-tier-ended",
  ),
  waits("R18", "a schedule of hours fits the availability objective", "schedules"),
  by("R19", "a recovery point follows from the mechanism a procedure uses", "recovery-point-met"),
  by("R20", "a recovery time covers the steps", "recovery-time-met", "scenario-within-objective"),
  by(
    "R21",
    "nothing that is there rests on what is planned",
    "current-on-future",
    "planned-or-there",
  ),
  by(
    "R22",
    "roles permit every call",
    ...[
      "node-autoscaler-may-act",
      "machines-may-join",
      "agent-works",
      "pipeline-has-identity",
      "secrets-readable",
    ],
  ),
  by("R23", "the hops of a flow are open", "flow-follows-edges", "machines-reach-each-other"),
  waits("R24", "ports on which the server speaks first are opaque in a mesh", "a mesh"),
  waits("R25", "the MTU is that of the underlay without encapsulations", "tunnels"),
  by(
    "R26",
    "availability counts the control plane",
    "availability-within-slas",
    "control-plane-outlasts-one",
  ),
  waits("R27", "steps that destroy leave protected addresses alone", "addresses as a kind"),
  by("R28", "sign after push, deploy by digest", "sign-after-push", "deploy-by-digest"),
  by("R29", "totals are the sum of their lines", "cost-table-adds-up", "money-covers-floor"),
  waits("R30", "every certificate has an owner, an expiry and a rotation", "certificates"),
];
