import { join, relative } from "node:path";
import { Refusal } from "#plinth/model/refusal.ts";

/** The part of Bun's BuildMessage and ResolveMessage that we read. */
interface Message {
  readonly message: string;
  readonly position?: {
    readonly file?: string;
    readonly line: number;
    readonly column: number;
    readonly lineText: string;
  } | null;
}

const isMessage = (error: unknown): error is Message =>
  error instanceof BuildMessage || error instanceof ResolveMessage;

const messagesOf = (error: unknown): readonly Message[] => {
  if (isMessage(error)) return [error];
  if (error instanceof AggregateError) return error.errors.filter(isMessage);
  return [];
};

/** Where our own programs are; what is thrown there was called from the system's. */
const ours = join(import.meta.dir, "..");

/** The place of the nearest call in the author's own files. */
const whereThrown = (error: unknown): { file: string; line: number } | undefined => {
  if (!(error instanceof Error)) return undefined;
  for (const line of error.stack?.split("\n") ?? []) {
    const match = /((?:file:\/\/)?\/[^()]*?):(\d+):\d+\)?$/.exec(line.trim());
    const file = match?.[1]?.replace(/^file:\/\//, "");
    if (file === undefined || file.startsWith(`${ours}/`) || file.includes("/node_modules/")) {
      continue;
    }
    return { file, line: Number(match?.[2]) };
  }
  return undefined;
};

const compiling = (messages: readonly Message[], file: string, root: string): Refusal => {
  const sentences = messages.map(({ message, position }) => {
    const at = position ? `${relative(root, position.file || file)}:${position.line}` : undefined;
    return { at: at ?? relative(root, file), message, text: position?.lineText.trim() };
  });
  const [first, ...others] = sentences;
  return new Refusal("model", `${first?.at} does not compile: ${first?.message}`, {
    details: [
      ...(first?.text ? [`  ${first.text}`] : []),
      ...others.map(({ at, message }) => `${at}: ${message}`),
    ],
  });
};

/** Why a system file could not be loaded or described, as one sentence. */
export const whyNotLoaded = (error: unknown, file: string, root: string): Refusal => {
  const shown = relative(root, file);
  const messages = messagesOf(error);
  if (messages.length > 0) return compiling(messages, file, root);
  // A name that the imported file does not export; the runtime gives no place.
  if (error instanceof SyntaxError && whereThrown(error) === undefined) {
    const said = error.message.replaceAll(`${root}/`, "");
    return new Refusal("model", `${shown} does not compile: ${said}`, { cause: error });
  }
  const at = whereThrown(error);
  const place = at ? `${relative(root, at.file)}:${at.line}` : shown;
  const said = error instanceof Error ? error.message || error.name : String(error);
  return new Refusal("model", `${place} throws: ${said}`, { cause: error });
};
