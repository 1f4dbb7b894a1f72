import { expect, test } from "bun:test";
import { expand, expandAll } from "./expand.ts";

/** Word -> what Kubernetes makes of it: k8s@v1.36.2 third_party/…/expansion/expand_test.go. */
const cases: Readonly<Record<string, string>> = {
  "$(VAR_A)": "A",
  "$(VAR_A)-$(VAR_A)": "A-A",
  "___$(VAR_B)___": "___B___",
  "$$(VAR_B)_$(VAR_A)": "$(VAR_B)_A",
  "$$(VAR_A)_$$(VAR_B)": "$(VAR_A)_$(VAR_B)",
  "f000-$$VAR_A": "f000-$VAR_A",
  "foo\\$(VAR_C)bar": "foo\\Cbar",
  "$(VAR_A$(VAR_B))": "$(VAR_A$(VAR_B))",
  "$(VAR_A$(VAR_B)": "$(VAR_A$(VAR_B)",
  "$(VAR_REF)": "$(VAR_A)",
  "foo$(VAR_EMPTY)bar": "foobar",
  "foo$(VAR_Awhoops!": "foo$(VAR_Awhoops!",
  "f00__(VAR_A)__": "f00__(VAR_A)__",
  "$?_boo_$!": "$?_boo_$!",
  $VAR_A: "$VAR_A",
  "$(VAR_DNE)": "$(VAR_DNE)",
  "$$$$$$(BIG_MONEY)": "$$$(BIG_MONEY)",
  "$$$$$$(VAR_A)": "$$$(VAR_A)",
  "$$$$$$$(GOOD_ODDS)": "$$$$(GOOD_ODDS)",
  "$$$$$$$(VAR_A)": "$$$A",
  "$VAR_A)": "$VAR_A)",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what is tested.
  "${VAR_A}": "${VAR_A}",
  "$(VAR_B)_______$(A": "B_______$(A",
  "$(VAR_A)foobarzab$": "Afoobarzab$",
  "--$($($($($--": "--$($($($($--",
  "$(foo$$var)": "$(foo$$var)",
  "\n": "\n",
};

const variables = { VAR_A: "A", VAR_B: "B", VAR_C: "C", VAR_REF: "$(VAR_A)", VAR_EMPTY: "" };

for (const [word, wanted] of Object.entries(cases)) {
  test(`${JSON.stringify(word)} becomes ${JSON.stringify(wanted)}, as on Kubernetes`, () => {
    expect(expand(word, variables)).toBe(wanted);
  });
}

test("what every object has is no variable", () => {
  expect(expand("$(constructor)$(toString)", variables)).toBe("$(constructor)$(toString)");
});

test("a variable may refer to those before it, and not to those after it", () => {
  const known = { PORT: "8080" };
  expect(
    expandAll(
      { URL: "http://x:$(PORT)", TWICE: "$(URL)$(URL)", LATE: "$(LAST)", LAST: "z" },
      known,
    ),
  ).toEqual({
    PORT: "8080",
    URL: "http://x:8080",
    TWICE: "http://x:8080http://x:8080",
    LATE: "$(LAST)",
    LAST: "z",
  });
});
