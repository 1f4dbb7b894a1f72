import { expect, test } from "bun:test";
import { answerOfExec, answerOfHttp } from "./answer.ts";

test("a response from 200 to 399 is a success, any other a failure", () => {
  expect([199, 200, 204, 302, 399, 400, 404, 503].map(answerOfHttp)).toEqual([
    "fail",
    "ok",
    "ok",
    "ok",
    "ok",
    "fail",
    "fail",
    "fail",
  ]);
});

test("a command that ends with 0 is a success, any other a failure", () => {
  expect([0, 1, 137].map(answerOfExec)).toEqual(["ok", "fail", "fail"]);
});
