import type { Net } from "#plinth/host/net/net.ts";
import type { Timer } from "#plinth/host/net/timers.ts";
import type { FromGateway, TargetGroup, TargetSpec } from "../config.ts";
import type { Link } from "../links/link.ts";
import { leastOutstanding, roundRobin } from "./choose.ts";
import { afterCheck, HEALTHY, INITIAL } from "./health.ts";
import { checkRepeatedly } from "./health-check.ts";
import { Target, type TargetStanding } from "./target.ts";

/** What is known of a removed target: when it will be cut, and how much was. */
interface Draining {
  readonly timer: Timer;
  cut: number;
}

/** A group's targets: who is in it, how each one is, and whose turn it is. */
export class Group {
  readonly #net: Net;
  readonly #emit: (message: FromGateway) => void;
  #spec: TargetGroup;
  #link: Link | undefined;
  #isInUse = false;
  readonly #registered = new Map<string, Target>();
  readonly #draining = new Map<Target, Draining>();
  readonly #checks = new Map<Target, Timer>();
  readonly #told = new Map<Target, TargetStanding>();
  /** Those that get requests: the healthy ones; if there is none, all that are ready. */
  #routable: readonly Target[] = [];
  #turn = 0;

  constructor(
    net: Net,
    spec: TargetGroup,
    link: Link | undefined,
    emit: (message: FromGateway) => void,
  ) {
    this.#net = net;
    this.#emit = emit;
    this.#spec = { ...spec, targets: [] };
    this.#link = link;
  }

  /** The target whose turn it is, without the tried ones; undefined when there is none. */
  choose(tried: readonly Target[]): Target | undefined {
    const pick =
      this.#spec.algorithm === "least_outstanding_requests" ? leastOutstanding : roundRobin;
    const index = pick(this.#routable, this.#turn, tried);
    this.#turn = index + 1;
    return this.#routable[index];
  }

  /** Brings the group to what it shall be. When it returns, nothing new goes to a removed target. */
  configure(spec: TargetGroup, link: Link | undefined, isInUse: boolean): void {
    const sameChecks =
      JSON.stringify([spec.health, spec.protocol]) ===
        JSON.stringify([this.#spec.health, this.#spec.protocol]) && this.#isInUse === isInUse;
    const sameLink = link === this.#link;
    this.#spec = spec;
    this.#link = link;
    this.#isInUse = isInUse;
    const wanted = new Map(spec.targets.map((target) => [target.id, target]));
    for (const target of [...this.#registered.values()]) {
      const next = wanted.get(target.spec.id);
      if (next === undefined || !isSameAddress(next, target.spec) || !sameLink) this.#drain(target);
    }
    for (const next of spec.targets) {
      const target = this.#registered.get(next.id) ?? this.#register(next);
      if (target.isReady !== next.ready) this.#setReady(target, next.ready);
      else if (!sameChecks) this.#startChecks(target);
    }
    this.#update();
    for (const target of [...this.#draining.keys()]) {
      target.withdraw();
      this.settle(target);
    }
    for (const target of this.#registered.values()) if (!target.isReady) target.withdraw();
  }

  /** Removes every target, at once draining. */
  close(): void {
    this.configure({ ...this.#spec, targets: [] }, this.#link, this.#isInUse);
  }

  /** True when nothing is left of a closed group. */
  get isOver(): boolean {
    return this.#registered.size === 0 && this.#draining.size === 0;
  }

  /** Closes idle connections whose time is over. */
  sweep(nowMs: number): void {
    for (const target of this.#registered.values()) target.sweepIdle(nowMs);
  }

  /** Registered targets and those still draining. */
  targets(): readonly Target[] {
    return [...this.#registered.values(), ...this.#draining.keys()];
  }

  /** Someone has finished with the target: says so when it was the last one of a drained target. */
  settle(target: Target): void {
    const draining = this.#draining.get(target);
    if (draining === undefined || target.users.size > 0) return;
    draining.timer.cancel();
    this.#draining.delete(target);
    this.#told.delete(target);
    const { id, host, port } = target.spec;
    this.#emit({
      type: "drained",
      group: this.#spec.id,
      target: id,
      host,
      port,
      cut: draining.cut,
    });
  }

  #register(spec: TargetSpec): Target {
    const target = new Target(this.#net, this.#spec.id, spec, this.#link);
    this.#registered.set(spec.id, target);
    return target;
  }

  #drain(target: Target): void {
    this.#registered.delete(target.spec.id);
    target.isDraining = true;
    this.#stopChecks(target);
    const timer = this.#net.after(this.#spec.deregistrationDelayMs, () => {
      draining.cut = target.users.size;
      for (const user of [...target.users]) user.onTargetCut();
      target.users.clear();
      this.settle(target);
    });
    const draining: Draining = { timer, cut: 0 };
    this.#draining.set(target, draining);
  }

  #setReady(target: Target, isReady: boolean): void {
    target.isReady = isReady;
    target.health = INITIAL;
    this.#startChecks(target);
  }

  /** A target that was healthy stays so until the new checks find otherwise. */
  #startChecks(target: Target): void {
    this.#stopChecks(target);
    if (!target.isOpen || !this.#isInUse) return;
    const { health, protocol } = this.#spec;
    if (health === undefined) {
      target.health = HEALTHY;
      return;
    }
    const timer = checkRepeatedly(this.#net, target, protocol, health, (outcome) => {
      target.health = afterCheck(target.health, outcome, health);
      this.#update();
    });
    this.#checks.set(target, timer);
  }

  #stopChecks(target: Target): void {
    this.#checks.get(target)?.cancel();
    this.#checks.delete(target);
  }

  /** Works out who gets requests, and tells of every target that stands differently. */
  #update(): void {
    const open = [...this.#registered.values()].filter((target) => target.isOpen);
    const healthy = open.filter((target) => target.health.state === "healthy");
    this.#routable = healthy.length > 0 ? healthy : open;
    for (const target of this.targets()) {
      const standing = target.standing(this.#isInUse);
      const told = this.#told.get(target);
      if (told?.state === standing.state && told.description === standing.description) continue;
      this.#told.set(target, standing);
      this.#emit({ type: "target", group: this.#spec.id, target: target.spec.id, ...standing });
    }
  }
}

function isSameAddress(a: TargetSpec, b: TargetSpec): boolean {
  return a.host === b.host && a.port === b.port;
}
