import { book } from "./book.ts";

/** Which figures a source has by itself; a program's own metrics are its own affair. */
export const figures = book({
  name: "figures",
  asOf: "2026-11-21",
  expires: "2028-11-30",
  facts: {
    balancer: {
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/" +
        "load-balancer-cloudwatch-metrics.html",
      has: [
        ...["rate", "requests", "4xx", "5xx", "errors", "latency", "connections", "bytes"],
        ...["new connections", "healthy hosts", "unhealthy hosts", "lcu", "rejected connections"],
      ] as readonly string[],
    },
    machine: {
      source:
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/" +
        "Container-Insights-metrics-EKS.html",
      has: ["cpu", "memory", "network", "disk", "pods", "restarts"],
    },
    /** Of a machine from outside: nobody sees its memory or how full its disk is without an agent. */
    instance: {
      source:
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html",
      has: ["cpu", "network", "credits", "status checks"],
    },
    database: {
      source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html",
      has: [
        ...["cpu", "memory", "storage", "connections", "latency", "iops", "throughput"],
        ...["queue depth", "replication lag", "credits"],
      ] as readonly string[],
    },
  },
});
