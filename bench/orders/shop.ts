import { price } from "./clients.ts";
import { type Copy, nodes } from "./copy.ts";

/** Makes a movie at the price that clients agree to. @returns its id */
export const makeMovie = async (copy: Copy): Promise<string> => {
  const movie = { title: "Alien", director: "Ridley Scott", ...price };
  const answer = await copy.ask("POST", "/api/movies", movie);
  if (answer.status !== 201) throw new Error(`the movie was not made: ${answer.status}`);
  return ((await answer.json()) as { id: string }).id;
};

/** The messages in the dead-letter queue, as a worker says; undefined while none does. */
export const deadIn = async (copy: Copy): Promise<number | undefined> => {
  for (const { address } of copy.pods(nodes.worker)) {
    const text = await fetch(`${address}/metrics`)
      .then((answer) => answer.text())
      .catch(() => "");
    const depth = /^orders_dead_messages (\d+)$/m.exec(text)?.[1];
    if (depth !== undefined) return Number(depth);
  }
  return undefined;
};

/** Nothing that comes by itself takes longer, ms: what fails is started again with pauses. */
const withinMs = 120_000;

/** Asks again and again until it is so. @throws when it does not become so */
export const until = async (
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> => {
  const untilMs = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > untilMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await Bun.sleep(50);
  }
};
