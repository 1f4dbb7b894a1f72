/** Every rule, by id. Written by `npm run gen` from the folders beside it. */
import type { Rule } from "./rule.ts";
import { accountAudited } from "./rules/account-audited.ts";
import { addressesForPods } from "./rules/addresses-for-pods.ts";
import { agentWorks } from "./rules/agent-works.ts";
import { alarmFitsThing } from "./rules/alarm-fits-thing.ts";
import { alarmThresholdFits } from "./rules/alarm-threshold-fits.ts";
import { apiAuditLog } from "./rules/api-audit-log.ts";
import { apiServerPrivate } from "./rules/api-server-private.ts";
import { apiServerReachable } from "./rules/api-server-reachable.ts";
import { availabilityWithinSlas } from "./rules/availability-within-slas.ts";
import { backupKeptAsSaid } from "./rules/backup-kept-as-said.ts";
import { balancerHealthPath } from "./rules/balancer-health-path.ts";
import { balancerPassesHttp } from "./rules/balancer-passes-http.ts";
import { baseImageAlive } from "./rules/base-image-alive.ts";
import { brokerKeepsMessages } from "./rules/broker-keeps-messages.ts";
import { brokerOutlastsOne } from "./rules/broker-outlasts-one.ts";
import { callerAddressTrusted } from "./rules/caller-address-trusted.ts";
import { certificateFor443 } from "./rules/certificate-for-443.ts";
import { connectionsRecorded } from "./rules/connections-recorded.ts";
import { connectionsWithinLimit } from "./rules/connections-within-limit.ts";
import { controlPlaneOutlastsOne } from "./rules/control-plane-outlasts-one.ts";
import { costTableAddsUp } from "./rules/cost-table-adds-up.ts";
import { costTableOfRegion } from "./rules/cost-table-of-region.ts";
import { currentOnFuture } from "./rules/current-on-future.ts";
import { databaseTlsForced } from "./rules/database-tls-forced.ts";
import { deployByDigest } from "./rules/deploy-by-digest.ts";
import { deregistrationInGrace } from "./rules/deregistration-in-grace.ts";
import { diskGp3 } from "./rules/disk-gp3.ts";
import { disruptionBudget } from "./rules/disruption-budget.ts";
import { drainPossible } from "./rules/drain-possible.ts";
import { dumpMayWrite } from "./rules/dump-may-write.ts";
import { entryNotBypassed } from "./rules/entry-not-bypassed.ts";
import { extendedSupportPrice } from "./rules/extended-support-price.ts";
import { figureHasSource } from "./rules/figure-has-source.ts";
import { firewallNarrow } from "./rules/firewall-narrow.ts";
import { flowFollowsEdges } from "./rules/flow-follows-edges.ts";
import { freeTierEnded } from "./rules/free-tier-ended.ts";
import { freeTierFitsType } from "./rules/free-tier-fits-type.ts";
import { gitopsPulls } from "./rules/gitops-pulls.ts";
import { imageFitsProcessor } from "./rules/image-fits-processor.ts";
import { imageFromWherePushed } from "./rules/image-from-where-pushed.ts";
import { imagesScanned } from "./rules/images-scanned.ts";
import { kubernetesAlive } from "./rules/kubernetes-alive.ts";
import { kubernetesEndsSoon } from "./rules/kubernetes-ends-soon.ts";
import { layersFromS3 } from "./rules/layers-from-s3.ts";
import { leastPrivilege } from "./rules/least-privilege.ts";
import { livenessApart } from "./rules/liveness-apart.ts";
import { logGroupAsNamed } from "./rules/log-group-as-named.ts";
import { logsExpire } from "./rules/logs-expire.ts";
import { machineImageAlive } from "./rules/machine-image-alive.ts";
import { machinesGrow } from "./rules/machines-grow.ts";
import { machinesHoldReplicas } from "./rules/machines-hold-replicas.ts";
import { machinesMayJoin } from "./rules/machines-may-join.ts";
import { machinesOutlastOne } from "./rules/machines-outlast-one.ts";
import { machinesPrivate } from "./rules/machines-private.ts";
import { machinesReachEachOther } from "./rules/machines-reach-each-other.ts";
import { machinesReachOut } from "./rules/machines-reach-out.ts";
import { memoryLimited } from "./rules/memory-limited.ts";
import { metricsForAutoscaler } from "./rules/metrics-for-autoscaler.ts";
import { moneyCoversFloor } from "./rules/money-covers-floor.ts";
import { moneyCoversMost } from "./rules/money-covers-most.ts";
import { namesApart } from "./rules/names-apart.ts";
import { natSurvivesZone } from "./rules/nat-survives-zone.ts";
import { nodeAutoscalerActs } from "./rules/node-autoscaler-acts.ts";
import { nodeAutoscalerMayAct } from "./rules/node-autoscaler-may-act.ts";
import { nodeLossInTime } from "./rules/node-loss-in-time.ts";
import { objectiveWatched } from "./rules/objective-watched.ts";
import { objectiveWithinCredits } from "./rules/objective-within-credits.ts";
import { objectiveWithinScale } from "./rules/objective-within-scale.ts";
import { objectivesAgree } from "./rules/objectives-agree.ts";
import { openPortAnswered } from "./rules/open-port-answered.ts";
import { pipelineHasIdentity } from "./rules/pipeline-has-identity.ts";
import { pipelineMayAct } from "./rules/pipeline-may-act.ts";
import { plannedOrThere } from "./rules/planned-or-there.ts";
import { podIdentityAgent } from "./rules/pod-identity-agent.ts";
import { podSecurityRestricted } from "./rules/pod-security-restricted.ts";
import { podsAdmitted } from "./rules/pods-admitted.ts";
import { podsApartFromNetwork } from "./rules/pods-apart-from-network.ts";
import { privilegesDropped } from "./rules/privileges-dropped.ts";
import { publicEntryDeclared } from "./rules/public-entry-declared.ts";
import { publicHttp } from "./rules/public-http.ts";
import { queueBetweenTwo } from "./rules/queue-between-two.ts";
import { queuesReadable } from "./rules/queues-readable.ts";
import { rangesApart } from "./rules/ranges-apart.ts";
import { readyBeforeTraffic } from "./rules/ready-before-traffic.ts";
import { recoveryPointMet } from "./rules/recovery-point-met.ts";
import { recoveryTimeMet } from "./rules/recovery-time-met.ts";
import { registryExpires } from "./rules/registry-expires.ts";
import { registryRateLimit } from "./rules/registry-rate-limit.ts";
import { replicasOrScale } from "./rules/replicas-or-scale.ts";
import { replicasOutlastOne } from "./rules/replicas-outlast-one.ts";
import { requestWithinLimit } from "./rules/request-within-limit.ts";
import { requestsSet } from "./rules/requests-set.ts";
import { roleForItsPods } from "./rules/role-for-its-pods.ts";
import { roleUsed } from "./rules/role-used.ts";
import { rootFileSystemReadOnly } from "./rules/root-file-system-read-only.ts";
import { runsAsRoot } from "./rules/runs-as-root.ts";
import { runtimeAlive } from "./rules/runtime-alive.ts";
import { scaleByMemory } from "./rules/scale-by-memory.ts";
import { scaleNeedsRequest } from "./rules/scale-needs-request.ts";
import { scaleTargetReachable } from "./rules/scale-target-reachable.ts";
import { scanWhatIsBuilt } from "./rules/scan-what-is-built.ts";
import { scenarioWithinObjective } from "./rules/scenario-within-objective.ts";
import { secretInEnv } from "./rules/secret-in-env.ts";
import { secretsOwnKey } from "./rules/secrets-own-key.ts";
import { secretsReadable } from "./rules/secrets-readable.ts";
import { serverAlive } from "./rules/server-alive.ts";
import { signAfterPush } from "./rules/sign-after-push.ts";
import { signatureVerified } from "./rules/signature-verified.ts";
import { spotAlone } from "./rules/spot-alone.ts";
import { spreadOverZones } from "./rules/spread-over-zones.ts";
import { spreadSatisfiable } from "./rules/spread-satisfiable.ts";
import { stateLockNative } from "./rules/state-lock-native.ts";
import { stateSurvivesRegion } from "./rules/state-survives-region.ts";
import { stateVersioned } from "./rules/state-versioned.ts";
import { subnetInEachZone } from "./rules/subnet-in-each-zone.ts";
import { twoZones } from "./rules/two-zones.ts";
import { typeInRegion } from "./rules/type-in-region.ts";
import { typeKnown } from "./rules/type-known.ts";
import { volumesHaveDriver } from "./rules/volumes-have-driver.ts";
import { withdrawnBeforeStop } from "./rules/withdrawn-before-stop.ts";
import { zoneLossSurvived } from "./rules/zone-loss-survived.ts";
import { zonesByNumber } from "./rules/zones-by-number.ts";

export const rules: readonly Rule[] = [
  accountAudited,
  addressesForPods,
  agentWorks,
  alarmFitsThing,
  alarmThresholdFits,
  apiAuditLog,
  apiServerPrivate,
  apiServerReachable,
  availabilityWithinSlas,
  backupKeptAsSaid,
  balancerHealthPath,
  balancerPassesHttp,
  baseImageAlive,
  brokerKeepsMessages,
  brokerOutlastsOne,
  callerAddressTrusted,
  certificateFor443,
  connectionsRecorded,
  connectionsWithinLimit,
  controlPlaneOutlastsOne,
  costTableAddsUp,
  costTableOfRegion,
  currentOnFuture,
  databaseTlsForced,
  deployByDigest,
  deregistrationInGrace,
  diskGp3,
  disruptionBudget,
  drainPossible,
  dumpMayWrite,
  entryNotBypassed,
  extendedSupportPrice,
  figureHasSource,
  firewallNarrow,
  flowFollowsEdges,
  freeTierEnded,
  freeTierFitsType,
  gitopsPulls,
  imageFitsProcessor,
  imageFromWherePushed,
  imagesScanned,
  kubernetesAlive,
  kubernetesEndsSoon,
  layersFromS3,
  leastPrivilege,
  livenessApart,
  logGroupAsNamed,
  logsExpire,
  machineImageAlive,
  machinesGrow,
  machinesHoldReplicas,
  machinesMayJoin,
  machinesOutlastOne,
  machinesPrivate,
  machinesReachEachOther,
  machinesReachOut,
  memoryLimited,
  metricsForAutoscaler,
  moneyCoversFloor,
  moneyCoversMost,
  namesApart,
  natSurvivesZone,
  nodeAutoscalerActs,
  nodeAutoscalerMayAct,
  nodeLossInTime,
  objectiveWatched,
  objectiveWithinCredits,
  objectiveWithinScale,
  objectivesAgree,
  openPortAnswered,
  pipelineHasIdentity,
  pipelineMayAct,
  plannedOrThere,
  podIdentityAgent,
  podSecurityRestricted,
  podsAdmitted,
  podsApartFromNetwork,
  privilegesDropped,
  publicEntryDeclared,
  publicHttp,
  queueBetweenTwo,
  queuesReadable,
  rangesApart,
  readyBeforeTraffic,
  recoveryPointMet,
  recoveryTimeMet,
  registryExpires,
  registryRateLimit,
  replicasOrScale,
  replicasOutlastOne,
  requestWithinLimit,
  requestsSet,
  roleForItsPods,
  roleUsed,
  rootFileSystemReadOnly,
  runsAsRoot,
  runtimeAlive,
  scaleByMemory,
  scaleNeedsRequest,
  scaleTargetReachable,
  scanWhatIsBuilt,
  scenarioWithinObjective,
  secretInEnv,
  secretsOwnKey,
  secretsReadable,
  serverAlive,
  signAfterPush,
  signatureVerified,
  spotAlone,
  spreadOverZones,
  spreadSatisfiable,
  stateLockNative,
  stateSurvivesRegion,
  stateVersioned,
  subnetInEachZone,
  twoZones,
  typeInRegion,
  typeKnown,
  volumesHaveDriver,
  withdrawnBeforeStop,
  zoneLossSurvived,
  zonesByNumber,
];
