import type { PodSpec } from "../replicas/replica-making.ts";
import type { Engine, ServerMaking } from "./engine.ts";

/** How a member is asked while it runs, s. */
const asking = { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 } as const;

/** A member as a pod: what it listens on, how it is asked and stopped. */
export const memberPod = (engine: Engine, { part }: ServerMaking): PodSpec => {
  const [first] = part.ports;
  // Never used: the engine asks in the server's own protocol.
  const action = { tcp: { port: first?.name ?? "" } };
  const { startS, graceS, stopSignal } = engine;
  return {
    ports: [
      ...part.ports.map(({ name, usual }) => ({ name, containerPort: usual })),
      ...engine.innerPorts.map((name) => ({ name, containerPort: 0 })),
    ],
    probes: {
      startup: { action, periodSeconds: 1, timeoutSeconds: startS, failureThreshold: startS },
      readiness: { action, ...asking },
      liveness: { action, ...asking },
    },
    restartPolicy: "Always",
    terminationGraceS: graceS,
    ...(stopSignal !== undefined && { stopSignal }),
  };
};
