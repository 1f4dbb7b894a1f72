import type { Command } from "./command.ts";

/** Every verb, loaded when it is typed; in the order of the help. */
export const verbs: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  up: () => import("./commands/up.ts"),
  down: () => import("./commands/down.ts"),
  supervise: () => import("./commands/supervise.ts"),
  ps: () => import("./commands/ps.ts"),
  status: () => import("./commands/status.ts"),
  wait: () => import("./commands/wait.ts"),
  logs: () => import("./commands/logs.ts"),
  events: () => import("./commands/events.ts"),
  graph: () => import("./commands/graph.ts"),
  check: () => import("./commands/check.ts"),
  explain: () => import("./commands/explain.ts"),
  cost: () => import("./commands/cost.ts"),
  synth: () => import("./commands/synth.ts"),
  diff: () => import("./commands/diff.ts"),
  deploy: () => import("./commands/deploy.ts"),
  destroy: () => import("./commands/destroy.ts"),
  restart: () => import("./commands/restart.ts"),
  scale: () => import("./commands/scale.ts"),
  stop: () => import("./commands/stop.ts"),
  start: () => import("./commands/start.ts"),
  init: () => import("./commands/init.ts"),
  doctor: () => import("./commands/doctor.ts"),
  setup: () => import("./commands/setup.ts"),
  completion: () => import("./commands/completion.ts"),
};
