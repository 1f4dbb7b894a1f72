import { hostNet } from "#plinth/host/net/net.ts";
import { hostProcesses, identityOf } from "#plinth/host/processes/identity.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import type { FromGateway, GuardedProcess, ToGateway } from "./config.ts";
import { Gateway } from "./gateway.ts";
import { endGuarded } from "./guard.ts";

// Told what to do over the IPC channel of the supervisor that spawned this process; see config.ts.
const tell = (message: FromGateway) => {
  if (process.connected) process.send?.(message);
};
const gateway = new Gateway(hostNet, tell);
let children: readonly GuardedProcess[] = [];
let isShuttingDown = false;

process.on("message", (message: ToGateway) => {
  if (message.type === "configure") gateway.configure(message.config);
  else if (message.type === "fault") gateway.setFault(message.link, message.fault);
  else if (message.type === "guard") children = message.children;
  else if (message.type === "stats") gateway.tellStats(true);
  else if (message.type === "shutdown") {
    isShuttingDown = true;
    gateway.shutdown(message.graceMs, () => process.exit(0));
  }
});

/** All processes of the run bear its mark in their environment, this one too; no mark, no strays. */
const run = process.env.PLINTH_RUN;
const marked = () =>
  (run === undefined ? [] : markedProcesses(`PLINTH_RUN=${run}`)).flatMap((pid) => {
    const identity = identityOf(pid);
    return identity === undefined ? [] : [{ pid, identity }];
  });

process.on("disconnect", () => {
  if (isShuttingDown) process.exit(0);
  endGuarded(hostNet, { ...hostProcesses, marked }, children, () => process.exit(1));
});

// A key press ends the supervisor, which ends this process; without it there would be no guard.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => {});

tell({ type: "ready", pid: process.pid });
