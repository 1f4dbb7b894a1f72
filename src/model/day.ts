/** A calendar day as ISO 8601 writes it, e.g. `"2026-11-21"`; days compare as texts do. */
export type Day = `${number}-${number}-${number}`;

/** The day, or why the text is none. Never throws. */
export const parseDay = (text: string): Day | { readonly wrong: string } => {
  const wrong = { wrong: `"${text}" is not a day; write e.g. "2026-11-21"` };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return wrong;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (!Number.isFinite(ms) || dayOf(ms) !== text) return wrong;
  return text as Day;
};

/** The day in UTC of a moment, ms since 1970. */
export const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

/** The day so many days later. */
export const daysLater = (day: Day, days: number): Day =>
  dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);
