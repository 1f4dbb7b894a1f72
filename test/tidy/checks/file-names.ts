import { isData, type TidyCheck } from "../check.ts";

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

export const fileNames: TidyCheck = {
  id: "file-names",
  why: "A file's name is the public id of the thing in it, and some disks cannot tell a from A.",
  *find({ path }) {
    if (isData(path)) return;
    if (!/^(src|services|systems|scripts|bench|test|docs)\//.test(path)) return;
    const wrong = path.split("/").find((part) => !kebab.test(part) && part !== "README.md");
    if (wrong !== undefined) yield { line: 1, says: `"${wrong}": write it in-kebab-case` };
  },
  examples: {
    good: [
      { path: "src/model/start-order.test.ts", text: "" },
      { path: "systems/x/README.md", text: "" },
      { path: "docs/decisions/0001-bun.md", text: "" },
    ],
    bad: [
      { path: "src/model/startOrder.ts", text: "" },
      { path: "src/Model/a.ts", text: "" },
    ],
  },
};
