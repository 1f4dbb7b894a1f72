import type { DeployEvent } from "#plinth/cloud/perform/event.ts";
import { every } from "#plinth/host/clock.ts";
import type { CliWorld } from "../cli-world.ts";
import { timeText } from "../render/amounts.ts";
import { type Colours, coloursOf } from "../render/colours.ts";
import { cut } from "../render/table.ts";
import { showJson } from "../show-json.ts";
import { countsText, eventLines } from "./event-lines.ts";

/** Tells somebody what happens. */
export interface Show {
  on(event: DeployEvent): void;
  /** Ends what is drawn in place. */
  done(): void;
}

const asJson = ({ terminal }: CliWorld): Show => ({
  on: (event) => showJson(terminal.out, event),
  done: () => {},
});

/** A line for each event, on stderr: the result is what is told at the end. */
const asLines = ({ terminal }: CliWorld): Show => {
  const colours = coloursOf(terminal.err);
  const begunMs = new Map<string, number>();
  return {
    on(event) {
      noteBegin(event, begunMs);
      for (const line of eventLines(event, colours, begunMs)) terminal.err.line(line);
    },
    done: () => {},
  };
};

const noteBegin = (event: DeployEvent, begunMs: Map<string, number>): void => {
  if (event.type === "step-begins") begunMs.set(event.step, event.atMs);
  if (event.type === "resource" && event.state === "begins") begunMs.set(event.address, event.atMs);
};

/** As often as the screen is drawn, ms. */
const drawMs = 250;

/** Resources that are shown while they are worked on. */
const workedMax = 6;

/** What goes on now, drawn in place. */
class Live implements Show {
  private readonly world: CliWorld;
  private readonly colours: Colours;
  private readonly begunMs = new Map<string, number>();
  private readonly working = new Map<string, number>();
  private readonly screen: Awaited<ReturnType<CliWorld["terminal"]["screen"]>>;
  private readonly isQuiet: boolean;
  private step: { readonly id: string; readonly says: string; readonly atMs: number } | undefined;
  private finished = 0;
  private last = "";
  private readonly cancel: () => void;

  constructor(world: CliWorld, screen: Live["screen"], isQuiet: boolean) {
    this.world = world;
    this.screen = screen;
    this.isQuiet = isQuiet;
    this.colours = coloursOf(world.terminal.out);
    this.cancel = every(drawMs, () => this.draw());
  }

  on(event: DeployEvent): void {
    noteBegin(event, this.begunMs);
    switch (event.type) {
      case "step-begins":
        this.step = { id: event.step, says: event.says, atMs: event.atMs };
        this.finished = 0;
        this.last = "";
        this.working.clear();
        this.draw();
        break;
      case "step-ends":
        this.endStep(event);
        break;
      case "resource":
        if (event.state === "begins") this.working.set(event.address, event.atMs);
        else if (this.working.delete(event.address) && event.state === "ends") this.finished++;
        break;
      case "plan":
        this.keep(
          this.isQuiet
            ? [`  plan of ${event.root}: ${countsText(event.changes)}`]
            : eventLines(event, this.colours, this.begunMs),
        );
        break;
      case "said":
        this.last = event.text.trim();
    }
  }

  done(): void {
    this.cancel();
    this.screen.clear();
  }

  private endStep(event: DeployEvent & { readonly type: "step-ends" }): void {
    const { colours, step, finished } = this;
    this.step = undefined;
    const took = timeText(event.atMs - (step?.atMs ?? event.atMs)).padStart(6);
    const counted = finished === 0 ? "" : colours.dim(` · ${finished} resources`);
    const line = `${colours.dim(took)}  ${step?.says ?? event.step}${counted}`;
    const [sign, why] =
      event.outcome === "done"
        ? [colours.green("✓"), ""]
        : event.outcome === "skipped"
          ? [colours.yellow("–"), `: ${event.because}`]
          : [colours.red("✗"), ""];
    this.keep([`${sign} ${line}${why}`]);
  }

  /** Puts lines above what is drawn. */
  private keep(lines: readonly string[]): void {
    this.screen.clear();
    for (const line of lines) this.world.terminal.out.line(line);
    this.draw();
  }

  private draw(): void {
    const { step, colours } = this;
    if (!step) return;
    const now = this.world.now();
    const { columns } = this.world.terminal.size();
    const worked = [...this.working].slice(0, workedMax);
    const more = this.working.size - worked.length;
    const lines = [
      `… ${timeText(now - step.atMs).padStart(6)}  ${step.says}`,
      ...worked.map(([address, atMs]) => `    ${timeText(now - atMs).padStart(6)}  ${address}`),
      ...(more > 0 ? [`            and ${more} more`] : []),
      ...(worked.length === 0 && this.last !== "" ? [`          ${this.last}`] : []),
    ];
    this.screen.show(lines.map((line) => colours.dim(cut(line, columns - 1))).join("\n"));
  }
}

/** `isQuiet`: plans are counted only, for nobody is asked about them. */
export const showOf = async (
  world: CliWorld,
  { json, isQuiet }: { readonly json: boolean; readonly isQuiet: boolean },
): Promise<Show> => {
  if (json) return asJson(world);
  if (!world.terminal.live) return asLines(world);
  return new Live(world, await world.terminal.screen(), isQuiet);
};
