import {
  type Expression,
  isExpression,
  type TerraformAddress,
} from "#plinth/model/terraform-block.ts";

/** Text that Terraform takes as it is written. */
const literal = (text: string): string => text.replaceAll("${", "$${").replaceAll("%{", "%%{");

/** What a thing is called in Terraform's language from within its module. */
export const localName = ({ block, type, name }: TerraformAddress): string =>
  `${block === "resource" ? "" : `${block}.`}${type}.${name}`;

/** The variable by which an attribute comes into another module, and the output by which it leaves. */
export const wireName = ({ type, name }: TerraformAddress, attribute: string): string =>
  [type.replace(/^aws_/, ""), name, ...attribute.split(/[^A-Za-z0-9_]+/)]
    .filter((part) => part !== "")
    .join("_");

/** What is written for an attribute within `module`. */
const attributeText = (of: TerraformAddress, attribute: string, module: string): string =>
  of.module === module ? `${localName(of)}.${attribute}` : `var.${wireName(of, attribute)}`;

const textOf = (part: string | Expression, module: string): string => {
  if (typeof part === "string") return literal(part);
  if ("template" in part) return part.template.map((each) => textOf(each, module)).join("");
  if ("file" in part) return `\${filebase64("\${path.module}/${part.file}")}`;
  if ("given" in part) {
    const { of, attribute } = part.else;
    return `\${var.${part.given} == null ? ${localName(of)}[0].${attribute} : var.${part.given}}`;
  }
  if ("variable" in part) return `\${var.${part.variable}}`;
  return `\${${attributeText(part.of, part.attribute, module)}}`;
};

/** A value as Terraform's JSON syntax writes it within `module`. */
export const rendered = (value: unknown, module: string): unknown => {
  if (typeof value === "string" || isExpression(value)) return textOf(value, module);
  if (Array.isArray(value)) return value.map((each) => rendered(each, module));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      each === undefined ? [] : [[key, rendered(each, module)]],
    ),
  );
};

/** A block as something to wait for: a name, not a value. */
export const waitsFor = (of: TerraformAddress, module: string): string =>
  attributeText(of, "id", module).replace(/(?<!^var\..*)\.id$/, "");
