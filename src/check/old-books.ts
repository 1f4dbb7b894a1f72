import type { Book } from "#plinth/books/book.ts";
import type { Day } from "#plinth/model/day.ts";
import type { Found } from "./found.ts";

/** What is to be said of books that are past their day. */
export const oldBooks = (books: readonly Book<unknown>[], day: Day): Found[] =>
  books
    .filter(({ expires }) => expires < day)
    .map(({ name, asOf, expires }) => ({
      rule: "old-book",
      severity: "warning",
      on: "",
      says: `the book "${name}" was written on ${asOf} and is believed until ${expires}`,
      instead: "take a newer Plinth; until then what rests on it may be wrong",
    }));
