import type { Complaint } from "#plinth/model/kind.ts";
import { toMs, toPercent } from "#plinth/model/quantity.ts";
import type { Node } from "#plinth/model/system.ts";
import { programComplaints } from "./program.ts";
import type { ProbeProps, ServiceProps } from "./props.ts";

const isCount = (value: number, least: number): boolean =>
  Number.isInteger(value) && value >= least;

function* probeComplaints(name: string, probe: ProbeProps): Generator<Complaint> {
  for (const key of ["delay", "every", "timeout"] as const) {
    const written = probe[key];
    if (written !== undefined && toMs(written) % 1000 !== 0) {
      yield { says: `probes.${name}.${key} "${written}" is not whole seconds, as the API wants` };
    }
  }
  for (const key of ["failures", "successes"] as const) {
    const written = probe[key];
    if (written !== undefined && !isCount(written, 1)) {
      yield { says: `probes.${name}.${key} must be a whole number from 1, not ${written}` };
    }
  }
  const mustBeOne = name !== "readiness" && (probe.successes ?? 1) !== 1;
  if (mustBeOne) yield { says: `probes.${name}.successes must be 1, as the API wants` };
  if ("exec" in probe && probe.exec.length === 0) {
    yield { says: `probes.${name}.exec is empty; write the words of a command` };
  }
}

function* scaleComplaints(scale: NonNullable<ServiceProps["scale"]>): Generator<Complaint> {
  const { min, max, cpu, memory, queue } = scale;
  if (!isCount(min, 1) || !isCount(max, 1) || min > max) {
    yield { says: `scale.min ${min} and scale.max ${max} are no range; write 1 <= min <= max` };
  }
  if (cpu === undefined && memory === undefined && queue === undefined) {
    yield { says: "scale follows nothing; write cpu, memory or queue" };
  }
  if (queue && !isCount(queue.perReplica, 1)) {
    yield {
      says: `scale.queue.perReplica must be a whole number from 1, not ${queue.perReplica}`,
    };
  }
  if (queue?.name === "") yield { says: "scale.queue.name is empty; write the name of a queue" };
  for (const share of [cpu, memory]) if (share !== undefined) toPercent(share);
  for (const [way, pace] of [["up", scale.up] as const, ["down", scale.down] as const]) {
    if (pace?.after !== undefined && toMs(pace.after) > 3_600_000) {
      yield { says: `scale.${way}.after "${pace.after}" is over an hour, the API's limit` };
    }
    for (const limit of pace?.atMost ?? []) {
      const ms = toMs(limit.every);
      if (ms < 1000 || ms > 1_800_000) {
        yield { says: `scale.${way}.atMost: every "${limit.every}" is not 1s to 30m` };
      }
      if ((limit.pods === undefined) === (limit.percent === undefined)) {
        yield { says: `scale.${way}.atMost: write either pods or percent in each entry` };
      }
    }
  }
}

function* shutdownComplaints(
  shutdown: NonNullable<ServiceProps["shutdown"]>,
): Generator<Complaint> {
  const { grace = "30s", withdrawal = "0s", preStop } = shutdown;
  const waitsMs = toMs(withdrawal) + (typeof preStop === "string" ? toMs(preStop) : 0);
  if (waitsMs > 0 && waitsMs >= toMs(grace)) {
    const says = "shutdown.withdrawal and preStop leave nothing of the grace";
    yield { says: `${says} "${grace}"; make the grace longer` };
  }
}

function* rolloutComplaints(rollout: NonNullable<ServiceProps["rollout"]>): Generator<Complaint> {
  for (const key of ["maxSurge", "maxUnavailable"] as const) {
    const written = rollout[key];
    if (typeof written === "string") toPercent(written);
    else if (written !== undefined && !isCount(written, 0)) {
      yield { says: `rollout.${key} must be a whole number from 0 or a share, not ${written}` };
    }
  }
  const [surge, unavailable] = [rollout.maxSurge, rollout.maxUnavailable].map(
    (written) => written !== undefined && Number.parseFloat(String(written)) === 0,
  );
  if (surge && unavailable) {
    yield { says: "rollout.maxSurge and rollout.maxUnavailable are both 0: nothing could change" };
  }
  if (rollout.minReady !== undefined) toMs(rollout.minReady);
}

function* placementComplaints(props: ServiceProps): Generator<Complaint> {
  const { spread = [], disruption, tolerateNodeLoss } = props;
  for (const [i, rule] of spread.entries()) {
    if ("over" in rule && rule.maxSkew !== undefined && !isCount(rule.maxSkew, 1)) {
      yield { says: `spread[${i}].maxSkew must be a whole number from 1, not ${rule.maxSkew}` };
    }
    if (!("apart" in rule) || rule.weight === undefined) continue;
    if (rule.strictly === "require") {
      yield { says: `spread[${i}].weight counts for a preference; this one is required` };
    } else if (!isCount(rule.weight, 1) || rule.weight > 100) {
      yield { says: `spread[${i}].weight must be 1 to 100, not ${rule.weight}` };
    }
  }
  for (const [name, count] of Object.entries(disruption ?? {})) {
    if (isCount(count, 0)) continue;
    yield { says: `disruption.${name} must be a whole number from 0, not ${count}` };
  }
  if (tolerateNodeLoss !== undefined) toMs(tolerateNodeLoss);
}

/** What a compiler cannot see in the properties of a service. */
export function* valid({ props }: Node<ServiceProps>): Generator<Complaint> {
  const { port, nodePort, replicas, scale, probes = {}, shutdown = {} } = props;
  if (!isCount(port, 1) || port > 65535) yield { says: `port must be 1 to 65535, not ${port}` };
  if (nodePort !== undefined && (!isCount(nodePort, 30000) || nodePort > 32767)) {
    yield { says: `nodePort must be 30000 to 32767, Kubernetes' range, not ${nodePort}` };
  }
  if (replicas !== undefined && !isCount(replicas, 0)) {
    yield { says: `replicas must be a whole number from 0, not ${replicas}` };
  }
  yield* programComplaints(props);
  if (scale) yield* scaleComplaints(scale);
  for (const name of ["startup", "readiness", "liveness"] as const) {
    const probe = probes[name];
    if (probe) yield* probeComplaints(name, probe);
  }
  yield* shutdownComplaints(shutdown);
  yield* rolloutComplaints(props.rollout ?? {});
  yield* placementComplaints(props);
}
