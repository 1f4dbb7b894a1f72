import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { tempProject } from "../../../../test/temp-project.ts";
import { afterFailover, canFollow, readRoles, writeRoles } from "./roles.ts";

const both = { primary: 0, epoch: 1, inSync: true, seen: { 0: 1, 1: 1 } };

test("after a failover the old primary cannot follow with the data that it has", () => {
  const after = afterFailover(both, 1);
  expect(after).toEqual({ primary: 1, epoch: 2, inSync: false, seen: { 1: 2 } });
  expect([canFollow(both, 1), canFollow(after, 0)]).toEqual([true, false]);
});

test("roles are read as they were written; what is damaged is refused with the way out", () => {
  using project = tempProject({});
  expect(readRoles(project.root)).toBeUndefined();
  writeRoles(project.root, both);
  expect(readRoles(project.root)).toEqual(both);
  writeFileSync(project.at("roles.json"), "{");
  expect(() => readRoles(project.root)).toThrow(/is damaged.*plinth down --volumes/);
});
