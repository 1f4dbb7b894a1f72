/** A rule that is asked for and cannot be judged yet. */
export interface Waiting {
  readonly asks: string;
  /** What the model would have to have. */
  readonly waitsFor: string;
}

/** Of the rules that the five documents demand, those that wait for a kind. */
export const waiting: readonly Waiting[] = [
  { asks: "what is reached by a tunnel alone has no rule for the internet", waitsFor: "a tunnel" },
  { asks: "storage is at least the sum of what is claimed", waitsFor: "volumes" },
  { asks: "what is kept for long stands on a durable volume", waitsFor: "volumes" },
  { asks: "a replication claim has a mechanism or an operator", waitsFor: "databases, brokers" },
  { asks: "a durability claim has storage and a quorum", waitsFor: "databases, brokers" },
  { asks: "the command of a probe is in the image", waitsFor: "what an image holds" },
  {
    asks: "each hop that is called encrypted has a mechanism there",
    waitsFor: "a mesh, TLS by hop",
  },
  { asks: "no secret reaches state, user data, a ConfigMap or Git", waitsFor: "secrets as a kind" },
  { asks: "hours of the free tier are counted by instance", waitsFor: "free machines in a system" },
  { asks: "a schedule of hours fits the availability objective", waitsFor: "schedules" },
  {
    asks: "a recovery point follows from the mechanism that a procedure uses",
    waitsFor: "databases",
  },
  { asks: "ports on which the server speaks first are opaque in a mesh", waitsFor: "a mesh" },
  { asks: "the MTU is that of the underlay without encapsulations", waitsFor: "a tunnel" },
  { asks: "steps that destroy leave protected addresses alone", waitsFor: "addresses as a kind" },
  { asks: "every certificate has an owner, an expiry and a rotation", waitsFor: "certificates" },
];
