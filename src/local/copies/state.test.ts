import { expect, test } from "bun:test";
import { tempProject } from "../../../test/temp-project.ts";
import { copyNames } from "./state.ts";

test("work folders of deployments and rehearsals are no copies, a system so called is one", () => {
  using project = tempProject({
    ".plinth/time/supervisor.log": "",
    ".plinth/rehearsal/time-x1y2z/main.tf.json": "{}",
    ".plinth/deploy/supervisor.log": "",
    ".plinth/deploy/time/README.md": "",
    ".plinth/.postgres-17/lib": "",
  });
  expect(copyNames(project.root)).toEqual(["deploy", "time"]);
});
