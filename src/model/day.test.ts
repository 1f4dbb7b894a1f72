import { expect, test } from "bun:test";
import { dayOf, daysLater, parseDay } from "./day.ts";

test("a day is written as ISO 8601 does, and must be in the calendar", () => {
  expect(parseDay("2028-02-29")).toBe("2028-02-29");
  for (const text of ["2027-02-29", "2026-13-01", "2026-1-1", "21.11.2026", "today", ""]) {
    expect(parseDay(text)).toEqual({ wrong: `"${text}" is not a day; write e.g. "2026-11-21"` });
  }
});

test("a moment has the day that it is in UTC", () => {
  expect(dayOf(Date.parse("2026-11-21T23:59:59.999Z"))).toBe("2026-11-21");
});

test("days later go over months, years and leap days", () => {
  expect(daysLater("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysLater("2026-12-31", 1)).toBe("2027-01-01");
  expect(daysLater("2026-11-21", 0)).toBe("2026-11-21");
});
