import type { ServiceProps } from "./props.ts";

/**
 * What a machine does with what comes to the node port. `Cluster` hands it to any ready replica, from
 * the machine's own address; `Local` keeps the caller's address and drops what comes where no replica
 * is, so that a balancer loses requests from the end of a machine's last replica until its health
 * checks have failed. So it is kept for those who have nothing but the peer to know callers by.
 * https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy
 */
export const trafficPolicy = ({
  callerFrom,
}: Pick<ServiceProps, "callerFrom">): "Cluster" | "Local" =>
  callerFrom?.every((source) => source === "peer") ? "Local" : "Cluster";
