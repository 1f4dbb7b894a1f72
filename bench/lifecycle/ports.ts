/** Node ports are of this range (kube-apiserver --service-node-port-range). */
const nodePorts = { first: 30_000, count: 2_768 } as const;

/** Whether one can listen there now. */
export const isFree = (port: number): boolean => {
  try {
    Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
    return true;
  } catch {
    return false;
  }
};

/** A node port that nobody listens on now. */
export const freeNodePort = (): number => {
  const start = Math.floor(Math.random() * nodePorts.count);
  for (let i = 0; i < nodePorts.count; i++) {
    const port = nodePorts.first + ((start + i) % nodePorts.count);
    if (isFree(port)) return port;
  }
  throw new Error("no node port is free on 127.0.0.1");
};
