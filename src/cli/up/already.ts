import type { Copy } from "#plinth/local/copies/copy.ts";
import type { CliWorld } from "../cli-world.ts";
import { stateOf } from "../render/copies-table.ts";
import { urlsOf } from "../render/endpoints.ts";
import { showJson } from "../show-json.ts";

/** The addresses to call, a line each. */
export const urlLines = (view: NonNullable<Copy["view"]>): string[] =>
  urlsOf(view).map(({ url, name }) => `  ${url}  ${name}`);

/** What a copy is, for a program that started it. */
export const upJson = (copy: Copy, already: boolean): object => ({
  name: copy.name,
  already,
  state: stateOf(copy),
  urls: copy.view ? urlsOf(copy.view).map(({ url }) => url) : [],
  ...(copy.view && { view: copy.view }),
});

/** Says that a copy runs and that nothing was done. */
export const sayAlready = (copy: Copy, json: boolean, { terminal }: CliWorld): void => {
  if (json) {
    showJson(terminal.out, upJson(copy, true));
    return;
  }
  const { name, view } = copy;
  const pid = view?.pid === undefined ? "" : `, pid ${view.pid}`;
  terminal.out.line(`"${name}" is up already (${stateOf(copy)}${pid}); nothing was done`);
  for (const line of view ? urlLines(view) : []) terminal.out.line(line);
};
