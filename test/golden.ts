import { expect } from "bun:test";

/**
 * Compares what a user sees with what was reviewed. `UPDATE_GOLDEN=1` writes the file instead, to be
 * reviewed like code.
 *
 * @param file absolute path of the golden file, in a `golden` folder beside the test
 * @param normalise takes out what differs from run to run: times, ports, places
 */
export const expectGolden = async (
  file: string,
  actual: string,
  normalise: (text: string) => string = (text) => text,
): Promise<void> => {
  const text = normalise(actual);
  if (process.env.UPDATE_GOLDEN === "1") await Bun.write(file, text);
  const golden = Bun.file(file);
  if (!(await golden.exists())) {
    throw new Error(`"${file}" is not there yet; write it with UPDATE_GOLDEN=1 and review it`);
  }
  expect(text).toBe(await golden.text());
};
