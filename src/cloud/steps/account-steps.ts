import type { Deployment } from "./deployment.ts";
import { run, type Step, value } from "./step.ts";
import { bootstrap, main, upper, type Way } from "./way.ts";

/** Whose account it is, by the credentials that the person has. */
export const whoAmI = ({ region }: Deployment): Step => ({
  id: "account",
  says: "Ask the account who asks",
  deeds: [
    run(
      [
        ...["aws", "sts", "get-caller-identity", "--region", region],
        ...["--query", "Account", "--output", "text"],
      ],
      { into: "ACCOUNT" },
    ),
  ],
});

/** Plan, ask, and apply that very plan. */
const applied = (program: string, root: string) => [
  run([program, `-chdir=${root}`, "plan", "-input=false", "-json", "-out=plan"], {
    prints: "terraform",
  }),
  { do: "confirm", root } as const,
  run([program, `-chdir=${root}`, "apply", "-input=false", "-json", "plan"], {
    prints: "terraform",
  }),
];

const stateSteps = ({ name, region, hasState }: Deployment, { programs }: Way): readonly Step[] => {
  const { terraform } = programs;
  if (!hasState) return [];
  const known = [`${name}-state-`, value("ACCOUNT")];
  return [
    {
      id: "state bucket",
      says: "Make the bucket of the state, once for each account",
      unless: [
        {
          when: [
            run(["test", "!", "-e", `${bootstrap}/terraform.tfstate`]),
            run(["aws", "s3api", "head-bucket", "--region", region, "--bucket", known]),
          ],
        },
      ],
      deeds: [
        run([terraform, `-chdir=${bootstrap}`, "init", "-input=false", "-no-color"]),
        ...applied(terraform, bootstrap),
      ],
    },
  ];
};

/** Makes Terraform ready for the state of the account. */
export const initStep = ({ name, hasState }: Deployment, way: Way): Step => ({
  id: "init",
  says: "Get the provider, and find the state",
  deeds: [
    run([
      way.programs.terraform,
      `-chdir=${main}`,
      "init",
      ...["-input=false", "-no-color", "-reconfigure"],
      ...(hasState
        ? [
            [`-backend-config=bucket=${name}-state-`, value("ACCOUNT")],
            ...(way.backendConfig ?? []).map((each) => `-backend-config=${each}`),
          ]
        : []),
    ]),
  ],
});

const applyStep = ({ outputs }: Deployment, { programs: { terraform } }: Way): Step => ({
  id: "apply",
  says: "Plan the account's resources, show the plan, and apply that very plan",
  deeds: [
    ...applied(terraform, main),
    ...outputs.map((output) =>
      run([terraform, `-chdir=${main}`, "output", "-raw", output], { into: upper(output) }),
    ),
  ],
});

/** What is done in the account: first of all, and again for nothing if it was done before. */
export const accountSteps = (deployment: Deployment, way: Way): readonly Step[] =>
  deployment.hasTerraform
    ? [
        whoAmI(deployment),
        ...stateSteps(deployment, way),
        initStep(deployment, way),
        applyStep(deployment, way),
      ]
    : [];
