/** Names as AWS takes them, however long those in the model are. */
import { expect, test } from "bun:test";
import type { System } from "#plinth/model/system.ts";
import { allSystems } from "../../../test/all-systems.ts";
import { blocksOf } from "./blocks.ts";

/** The longest and the form of names: AWS' API references, what `Create…` of each says of its name. */
const forms: Readonly<Record<string, RegExp>> = {
  aws_autoscaling_group: /^[\x20-\x7e]{1,255}$/,
  aws_budgets_budget: /^[^:\\]{1,100}$/,
  aws_cloudtrail: /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/,
  aws_cloudwatch_log_group: /^[\w./#-]{1,512}$/,
  aws_cloudwatch_metric_alarm: /^.{1,255}$/,
  aws_db_instance: /^[a-z](-?[a-z0-9]){0,62}$/,
  aws_db_parameter_group: /^[a-z](-?[a-z0-9]){0,254}$/,
  aws_db_subnet_group: /^[\w. -]{1,255}$/,
  aws_ecr_repository: /^(?=.{2,256}$)[a-z0-9]+([._/-][a-z0-9]+)*$/,
  aws_eks_cluster: /^[A-Za-z0-9][\w-]{0,99}$/,
  aws_iam_instance_profile: /^[\w+=,.@-]{1,128}$/,
  aws_iam_role: /^[\w+=,.@-]{1,64}$/,
  aws_kms_alias: /^alias\/[\w/-]{1,250}$/,
  aws_launch_template: /^[\w()./-]{3,128}$/,
  aws_lb: /^(?!internal-)(?=.{1,32}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
  aws_lb_target_group: /^(?=.{1,32}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
  aws_secretsmanager_secret: /^[\w/+=.@-]{1,512}$/,
  aws_security_group: /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/,
  aws_sns_topic: /^[\w-]{1,256}$/,
};
const arguments_ = ["name", "identifier", "alarm_name"];

const namesIn = (system: System): readonly (readonly [type: string, name: string])[] =>
  [...system.nodes.values()]
    .filter(({ kind }) => kind === "aws")
    .flatMap((account) => blocksOf(system, account))
    .flatMap(({ type, body }) => {
      const [name] = arguments_.flatMap((each) => (body as Record<string, unknown>)[each] ?? []);
      return typeof name === "string" ? [[type, name] as const] : [];
    });

/** As long as a label of DNS may be, with hyphens where a cut could leave one. */
const long = `${"a-".repeat(31)}a`;

const systems = (await allSystems()).flatMap(([title, system]) => [
  [title, system] as const,
  [`${title}, with a long name`, { ...system, name: long }] as const,
]);

test.each(systems)("every name of %s is one that AWS takes", (_, system) => {
  const names = namesIn(system).filter(([type]) => type in forms);
  expect(new Set(names.map(([type]) => type)).size).toBeGreaterThan(10);
  expect(names.filter(([type, name]) => !forms[type]?.test(name))).toEqual([]);
});
