import { startNext } from "./start.ts";
import { requestSync, type Turn } from "./turn.ts";

/** Takes in that the process which is being started runs. */
export function takeStart(turn: Turn, attempt: number): void {
  const { life } = turn;
  if (life.doing.kind !== "starting" || life.doing.attempt !== attempt) return;
  life.current = { attempt, startedMs: turn.nowMs };
  life.doing = { kind: "nothing" };
  requestSync(turn);
}

/** Takes in that the running process listens, which is a good moment to ask it. */
export function takeListening(turn: Turn, attempt: number): void {
  const { current, workers } = turn.life;
  if (current?.attempt !== attempt || current.exit) return;
  if (workers.startup) workers.startup.triggered = true;
  if (workers.readiness) workers.readiness.triggered = true;
}

/**
 * Takes in that a process has ended, or could not be started. If a probe had it stopped, the next
 * one is started in the same go, judged by the exits that were known when that began.
 */
export function takeExit(turn: Turn, attempt: number, exitCode: number): void {
  const { life } = turn;
  const { current, doing } = life;
  const isRunning = current?.attempt === attempt && !current.exit;
  const isStarting = doing.kind === "starting" && doing.attempt === attempt;
  if (!isRunning && !isStarting) return;
  const exit = { atMs: turn.nowMs, exitCode };
  life.lastExit = exit;
  life.current = isRunning ? { ...current, exit } : { attempt, exit };
  life.doing = { kind: "nothing" };
  if (doing.kind === "stopping" && doing.restart && !life.deletion) {
    startNext(turn, doing.knownExit);
  }
  requestSync(turn);
}
