// biome-ignore-all format: a table, one claim a line.
import type { Claim } from "plinth";

/** What the architecture document of SimpleTimeService says or asks for, in its order. */
export const claims: readonly (Claim & { readonly id: string; readonly phase?: "future" })[] = [
  // The application and its image
  { id: "TIME-1", says: "stands on AWS, in layers", by: ["model"] },
  { id: "TIME-2", says: "one small program without a framework", by: ["model", "shipped"], value: "Go 1.21, net/http", finding: "B-TIME-16" },
  { id: "TIME-3", says: "size of the program", by: ["measured"], value: "8 MB", finding: "B-TIME-17" },
  { id: "TIME-4", says: "size of the image", by: ["measured"], value: "15 MB", finding: "B-TIME-17" },
  { id: "TIME-5", says: "requests answered by one instance", by: ["measured"], value: "50000/s", finding: "B-TIME-18" },
  { id: "TIME-6", says: "answers JSON, nothing else", by: ["measured"] },
  { id: "TIME-7", says: "understands X-Forwarded-For", by: ["measured"], finding: "B-TIME-11" },
  { id: "TIME-8", says: "shuts down without dropping requests", by: ["drilled"] },
  { id: "TIME-9", says: "has a path for health checks", by: ["measured"], value: "GET /health" },
  { id: "TIME-10", says: "logs lines of JSON", by: ["measured"] },
  { id: "TIME-11", says: "distroless base without root", by: ["model", "shipped"], value: "static-debian12:nonroot" },
  { id: "TIME-12", says: "image built in two stages", by: ["shipped"] },
  { id: "TIME-13", says: "runs as a user without rights", by: ["model", "shipped"], value: "65532:65532" },
  { id: "TIME-14", says: "read-only file system, no capabilities", by: ["model", "shipped"] },
  { id: "TIME-15", says: "statically linked, stripped", by: ["shipped", "measured"] },

  // The cluster
  { id: "TIME-16", says: "runs on EKS", by: ["model", "shipped"], value: "1.28", finding: "B-TIME-01" },
  { id: "TIME-17", says: "three replicas unless scaled", by: ["model", "shipped"], value: "3", finding: "B-TIME-09" },
  { id: "TIME-18", says: "a port of its own on every machine", by: ["model", "shipped"], value: "30080" },
  { id: "TIME-19", says: "scales on CPU between two bounds", by: ["model", "shipped"], value: "2 to 10", finding: "B-TIME-08" },
  { id: "TIME-20", says: "startup, readiness and liveness are probed", by: ["model", "drilled"] },
  { id: "TIME-21", says: "replicas prefer different machines", by: ["model", "shipped"], value: "weight 100", finding: "B-TIME-22" },

  // The network
  { id: "TIME-22", says: "a private network of its own", by: ["model", "shipped"], value: "10.0.0.0/16" },
  { id: "TIME-23", says: "two availability zones", by: ["model", "shipped"], value: "us-west-1a, us-west-1b", finding: "B-TIME-03" },
  { id: "TIME-24", says: "two public subnets", by: ["model", "shipped"], value: "10.0.1.0/24, 10.0.2.0/24" },
  { id: "TIME-25", says: "two private subnets", by: ["model", "shipped"], value: "10.0.11.0/24, 10.0.12.0/24" },
  { id: "TIME-26", says: "a NAT gateway in each zone", by: ["model", "shipped"], value: "2" },
  { id: "TIME-27", says: "a public balancer for HTTP", by: ["model", "shipped"] },
  { id: "TIME-28", says: "the balancer calls machines by their node port", by: ["model", "shipped"] },
  { id: "TIME-29", says: "the balancer asks for health", by: ["model", "measured"], value: "GET /health every 30s" },

  // The machines
  { id: "TIME-30", says: "a few burstable machines in private subnets", by: ["model", "shipped"], value: "t3.medium, 2 to 4, 2 wanted" },
  { id: "TIME-31", says: "machines start from Amazon's own image", by: ["model", "shipped"], value: "Amazon Linux 2", finding: "B-TIME-02" },
  { id: "TIME-32", says: "what a machine has", by: ["model"], value: "2 vCPU, 4 GiB, 5 Gbit/s, 50 GB gp3" },

  // Identities and firewalls
  { id: "TIME-33", says: "the cluster has a role", by: ["model", "shipped"] },
  { id: "TIME-34", says: "the machines have a role", by: ["model", "shipped"] },
  { id: "TIME-35", says: "the program has a role", by: ["model", "shipped"], finding: "B-TIME-21" },
  { id: "TIME-36", says: "the balancer is open to everybody", by: ["model", "shipped"], value: "80, 443", finding: "B-TIME-12" },
  { id: "TIME-37", says: "machines are open to balancer and control plane", by: ["model", "shipped"] },
  { id: "TIME-38", says: "the cluster talks to itself", by: ["model", "shipped"] },

  // Terraform's state
  { id: "TIME-39", says: "state is kept in S3, with versions", by: ["model", "shipped"] },
  { id: "TIME-40", says: "two writers are kept apart", by: ["model", "shipped"], value: "DynamoDB", finding: "B-TIME-23" },
  { id: "TIME-41", says: "state is encrypted", by: ["model", "shipped"], value: "AES-256" },
  { id: "TIME-42", says: "old versions are kept for a while", by: ["model", "shipped"], value: "90d" },

  // The way of a request
  { id: "TIME-43", says: "internet, balancer, node port, program, and back", by: ["model", "measured"], value: "port 8080" },
  { id: "TIME-44", says: "the balancer says whose request it is", by: ["model", "measured"] },
  { id: "TIME-45", says: "order in which addresses are believed", by: ["measured"], value: "first forwarded, real IP, peer", finding: "B-TIME-11" },

  // Growing and shrinking
  { id: "TIME-46", says: "shares of the requests that are aimed at", by: ["model", "shipped"], value: "CPU 70%, memory 80%", finding: "B-TIME-08" },
  { id: "TIME-47", says: "grows fast, in steps", by: ["model", "simulated"], value: "4 pods every 15s" },
  { id: "TIME-48", says: "shrinks slowly", by: ["model", "simulated"], value: "50% every 5m" },
  { id: "TIME-49", says: "wanted replicas follow the measured share", by: ["model", "simulated"], value: "ceil(current × metric / target)" },
  { id: "TIME-50", says: "machines come and go with need", by: ["model", "simulated"], value: "2 to 4, idle for 10m", finding: "B-TIME-10" },

  // Standing when things fail
  { id: "TIME-51", says: "replicas, kept apart, rolled, probed", by: ["model", "shipped"] },
  { id: "TIME-52", says: "two of everything below them", by: ["model", "shipped"] },
  { id: "TIME-53", says: "a replica dies: the others answer, it comes back", by: ["drilled"], value: "2 of 3 available", finding: "B-TIME-09" },
  { id: "TIME-54", says: "a machine dies: its replicas move", by: ["drilled", "simulated"], finding: "B-TIME-22" },
  { id: "TIME-55", says: "a zone dies: the other carries on", by: ["simulated"], value: "50%" },
  { id: "TIME-56", says: "the region dies: rebuilt elsewhere", by: ["simulated"], finding: "B-TIME-14" },

  // How much, how fast
  { id: "TIME-57", says: "what a replica asks for and may take", by: ["model", "shipped"], value: "100m/500m, 64Mi/256Mi" },
  { id: "TIME-58", says: "requests answered by one pod", by: ["measured"], value: "10000/s", finding: "B-TIME-18" },
  { id: "TIME-59", says: "latency of one pod", by: ["measured"], value: "p50 1ms, p99 5ms" },
  { id: "TIME-60", says: "memory of one pod", by: ["measured"], value: "10 MB", finding: "B-TIME-17" },
  { id: "TIME-61", says: "what three replicas carry", by: ["measured"], value: "30000/s, 3000 connections" },
  { id: "TIME-62", says: "what ten replicas carry", by: ["simulated", "computed"], value: "100000/s, 10000 connections", finding: "B-TIME-19" },
  { id: "TIME-63", says: "silent connections are closed", by: ["model", "shipped"], value: "60s" },
  { id: "TIME-64", says: "long requests are cut off", by: ["model", "shipped"], value: "60s", finding: "B-TIME-24" },
  { id: "TIME-65", says: "requests in flight may finish", by: ["model", "shipped"], value: "30s" },

  // What is watched
  { id: "TIME-66", says: "the autoscaler is fed by the metrics server", by: ["model", "shipped"], finding: "B-TIME-20" },
  { id: "TIME-67", says: "machines report to CloudWatch", by: ["model", "shipped"] },
  { id: "TIME-68", says: "the balancer's figures raise alarms", by: ["model", "shipped"], finding: "B-TIME-20" },
  { id: "TIME-69", says: "rate, latency, errors, connections", by: ["model", "measured"] },
  { id: "TIME-70", says: "CPU, memory, network, disk", by: ["model"] },
  { id: "TIME-71", says: "availability, cost by request, sessions", by: ["model", "computed"], finding: "B-TIME-20" },

  // From Git to the cluster
  { id: "TIME-72", says: "a push to Git ends on the cluster", by: ["shipped"], finding: "B-TIME-13" },
  { id: "TIME-73", says: "starts on the main branch", by: ["shipped"] },
  { id: "TIME-74", says: "builds program and image", by: ["shipped"] },
  { id: "TIME-75", says: "lists parts and scans them", by: ["shipped"], value: "Syft, Grype, VEX" },
  { id: "TIME-76", says: "signs what it built", by: ["shipped"], value: "Cosign" },
  { id: "TIME-77", says: "pushes to a registry", by: ["shipped"], value: "Docker Hub" },
  { id: "TIME-78", says: "writes the image into the manifests", by: ["shipped"] },
  { id: "TIME-79", says: "applies them to the cluster", by: ["shipped"] },
  { id: "TIME-80", says: "time from push to running", by: ["measured"], value: "18m to 31m" },

  // A month
  { id: "TIME-81", says: "control plane", by: ["computed"], value: "$73" },
  { id: "TIME-82", says: "two machines", by: ["computed"], value: "$60", finding: "B-TIME-04" },
  { id: "TIME-83", says: "two NAT gateways", by: ["computed"], value: "$65", finding: "B-TIME-04" },
  { id: "TIME-84", says: "balancer", by: ["computed"], value: "$23" },
  { id: "TIME-85", says: "100 GB of disk", by: ["computed"], value: "$8", finding: "B-TIME-04" },
  { id: "TIME-86", says: "50 GB sent out", by: ["computed"], value: "$5", finding: "B-TIME-04" },
  { id: "TIME-87", says: "all together", by: ["computed"], value: "$234", finding: "B-TIME-05" },
  { id: "TIME-88", says: "a cheaper profile for development", by: ["computed"], value: "$100", finding: "B-TIME-06" },
  { id: "TIME-89", says: "the full profile for production", by: ["computed"], value: "$230", finding: "B-TIME-07" },

  // Security
  { id: "TIME-90", says: "five layers of defence", by: ["model", "shipped"], finding: "B-TIME-26" },
  { id: "TIME-91", says: "nobody is trusted unseen, all is encrypted", by: ["model"], finding: "B-TIME-12" },

  // Disaster
  { id: "TIME-92", says: "what is kept: state and Git, no data", by: ["model"] },
  { id: "TIME-93", says: "back within", by: ["drilled"], value: "30m", finding: "B-TIME-14" },
  { id: "TIME-94", says: "data lost at most", by: ["drilled"], value: "0s" },
  { id: "TIME-95", says: "steps when the region is lost", by: ["model", "drilled"], finding: "B-TIME-15" },
  { id: "TIME-96", says: "steps when the state is lost", by: ["model", "drilled"] },

  // Later, and elsewhere
  { id: "TIME-97", says: "planned soon", by: ["model"], phase: "future" },
  { id: "TIME-98", says: "planned later", by: ["model"], phase: "future" },
  { id: "TIME-99", says: "thought of", by: ["model"], phase: "future" },
  { id: "TIME-100", says: "five sources are named", by: ["model"] },
];
