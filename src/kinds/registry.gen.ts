/** Every kind by name. Written by `npm run gen` from the folders beside it. */
import { alarm } from "./alarm/index.ts";
import { aws } from "./aws/index.ts";
import { bucket } from "./bucket/index.ts";
import { database } from "./database/index.ts";
import { disks } from "./disks/index.ts";
import { dump } from "./dump/index.ts";
import { eks } from "./eks/index.ts";
import { gateway } from "./gateway/index.ts";
import { job } from "./job/index.ts";
import { k3s } from "./k3s/index.ts";
import { kubernetes } from "./kubernetes/index.ts";
import { loadBalancer } from "./load-balancer/index.ts";
import { monitoring } from "./monitoring/index.ts";
import { network } from "./network/index.ts";
import { nodeAutoscaler } from "./node-autoscaler/index.ts";
import { nodeGroup } from "./node-group/index.ts";
import { pipeline } from "./pipeline/index.ts";
import { postgres } from "./postgres/index.ts";
import { queueReader } from "./queue-reader/index.ts";
import { rabbitmq } from "./rabbitmq/index.ts";
import { registry } from "./registry/index.ts";
import { role } from "./role/index.ts";
import { secret } from "./secret/index.ts";
import { secretReader } from "./secret-reader/index.ts";
import { securityGroup } from "./security-group/index.ts";
import { service } from "./service/index.ts";
import { stateBackend } from "./state-backend/index.ts";

export const kinds = {
  alarm,
  aws,
  bucket,
  database,
  disks,
  dump,
  eks,
  gateway,
  job,
  k3s,
  kubernetes,
  "load-balancer": loadBalancer,
  monitoring,
  network,
  "node-autoscaler": nodeAutoscaler,
  "node-group": nodeGroup,
  pipeline,
  postgres,
  "queue-reader": queueReader,
  rabbitmq,
  registry,
  role,
  secret,
  "secret-reader": secretReader,
  "security-group": securityGroup,
  service,
  "state-backend": stateBackend,
} as const;

type All = typeof kinds;
/** The same by a name of its own, which is what the compiler's sentences then show. */
export interface PlinthKinds extends All {}
