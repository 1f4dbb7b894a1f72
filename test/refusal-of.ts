import { Refusal } from "#plinth/model/refusal.ts";

/** The refusal that a call ends in, as a person sees it. @throws when it ends otherwise */
export const refusalOf = async (
  call: () => unknown,
): Promise<{ kind: string; said: string; exitCode: number }> => {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind, message, details, exitCode } = error;
    return { kind, said: [message, ...details].join("\n"), exitCode };
  }
  throw new Error("it was not refused");
};
