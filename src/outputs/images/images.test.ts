import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "../files.ts";

type Service = Parameters<
  ReturnType<Parameters<Parameters<typeof system>[2]>[0]["kubernetes"]>["service"]
>[1];

const imagesOf = (props: Service): Map<string, string> => {
  const { system: model, findings } = system("shop", {}, (s) => {
    s.kubernetes("main").service("web", props);
  }).build({ profile: "default" });
  expect(findings).toEqual([]);
  return new Map([...filesOf(model)].filter(([path]) => path.startsWith("images/")));
};

const web = { source: "services/web", runtime: "bun@1.4.5", port: 8081 } as const;
const digest = `sha256:${"ab".repeat(32)}`;

const dockerfileOf = (props: Service): string =>
  imagesOf(props).get("images/web/Dockerfile") ?? "none";

test("a digest that nobody has said is asked for and never made up", () => {
  const text = dockerfileOf({ ...web, image: { base: "example.com/base:1" } });
  expect(text).toContain("\nARG EXAMPLE_COM_BASE_1_DIGEST\n");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker puts the argument in.
  expect(text).toContain("\nFROM example.com/base:1@${EXAMPLE_COM_BASE_1_DIGEST}\n");
  expect(text).not.toMatch(/^(ARG|FROM).*sha256:/m);
});

test("a digest in the model is the one that is built on", () => {
  const text = dockerfileOf({ ...web, image: { base: `example.com/base:1@${digest}` } });
  expect(text).toContain(`\nFROM example.com/base:1@${digest}\n`);
  expect(text).toContain(`image.base.digest="${digest}"`);
  expect(text).not.toContain("EXAMPLE_COM_BASE_1_DIGEST");
});

test("the program runs as the user and on the port of the model, and without a shell", () => {
  const [, last = ""] = dockerfileOf({ ...web, image: { user: "7:8" } }).split(/\n(?=FROM gcr)/);
  expect(last).toContain("\nUSER 7:8\n");
  expect(last).toContain("\nEXPOSE 8081\n");
  expect(last).toContain('\nENTRYPOINT ["/program"]\n');
  expect(last).not.toMatch(/^(RUN|CMD|SHELL)/m);
});

test("a user that is not named has no rights", () => {
  expect(dockerfileOf(web)).toContain("\nUSER 65532:65532\n");
});

test("a service whose image is not written here is listed with the reason", () => {
  const files = imagesOf({ ...web, runtime: "go@1.26" });
  expect([...files.keys()]).toEqual(["images/README.md"]);
  expect(files.get("images/README.md")).toContain(
    "| `main/web` | none is written: it is written for go@1.26, and only Bun's programs",
  );
});
