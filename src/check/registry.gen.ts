/** Every rule, by id. Written by `npm run gen` from the folders beside it. */
import type { Rule } from "./rule.ts";
import { baseImageAlive } from "./rules/base-image-alive.ts";
import { callerAddressTrusted } from "./rules/caller-address-trusted.ts";
import { disruptionBudget } from "./rules/disruption-budget.ts";
import { drainPossible } from "./rules/drain-possible.ts";
import { kubernetesAlive } from "./rules/kubernetes-alive.ts";
import { livenessApart } from "./rules/liveness-apart.ts";
import { memoryLimited } from "./rules/memory-limited.ts";
import { nodeLossInTime } from "./rules/node-loss-in-time.ts";
import { privilegesDropped } from "./rules/privileges-dropped.ts";
import { readyBeforeTraffic } from "./rules/ready-before-traffic.ts";
import { registryRateLimit } from "./rules/registry-rate-limit.ts";
import { replicasOrScale } from "./rules/replicas-or-scale.ts";
import { replicasOutlastOne } from "./rules/replicas-outlast-one.ts";
import { requestWithinLimit } from "./rules/request-within-limit.ts";
import { requestsSet } from "./rules/requests-set.ts";
import { rootFileSystemReadOnly } from "./rules/root-file-system-read-only.ts";
import { runsAsRoot } from "./rules/runs-as-root.ts";
import { runtimeAlive } from "./rules/runtime-alive.ts";
import { scaleByMemory } from "./rules/scale-by-memory.ts";
import { scaleNeedsRequest } from "./rules/scale-needs-request.ts";
import { scaleTargetReachable } from "./rules/scale-target-reachable.ts";
import { secretInEnv } from "./rules/secret-in-env.ts";
import { spreadOverZones } from "./rules/spread-over-zones.ts";
import { spreadSatisfiable } from "./rules/spread-satisfiable.ts";
import { withdrawnBeforeStop } from "./rules/withdrawn-before-stop.ts";

export const rules: readonly Rule[] = [
  baseImageAlive,
  callerAddressTrusted,
  disruptionBudget,
  drainPossible,
  kubernetesAlive,
  livenessApart,
  memoryLimited,
  nodeLossInTime,
  privilegesDropped,
  readyBeforeTraffic,
  registryRateLimit,
  replicasOrScale,
  replicasOutlastOne,
  requestWithinLimit,
  requestsSet,
  rootFileSystemReadOnly,
  runsAsRoot,
  runtimeAlive,
  scaleByMemory,
  scaleNeedsRequest,
  scaleTargetReachable,
  secretInEnv,
  spreadOverZones,
  spreadSatisfiable,
  withdrawnBeforeStop,
];
