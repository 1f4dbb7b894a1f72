import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import type { AwsResources } from "#plinth/kinds/aws/provider/types.gen.ts";
import type { Node } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import type { Target } from "./targets.ts";

const module = "load-balancer";

/**
 * TLS 1.3, and 1.2 for those who cannot: what AWS recommends.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

type Action = AwsResources["aws_lb_listener"]["default_action"][number];

const forwardTo = (target: Target): Action => ({
  type: "forward",
  target_group_arn: of(module, "aws_lb_target_group", target.block, "arn"),
});

/** What no path leads to. */
const nothingThere: Action = {
  type: "fixed-response",
  fixed_response: { content_type: "text/plain", message_body: "not found", status_code: "404" },
};

const toHttps: Action = {
  type: "redirect",
  redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" },
};

/** Paths that lead to other services than the rest, in the order in which they are tried. */
const rules = (
  listener: string,
  targets: readonly Target[],
  rest: Target | undefined,
): TerraformBlock[] =>
  targets
    .flatMap((target) => target.paths.map((path) => ({ target, path })))
    .filter(({ target, path }) => target !== rest || path !== "/*")
    .map(({ target, path }, i) =>
      resource(module, "aws_lb_listener_rule", `${listener}_${i + 1}`, {
        listener_arn: of(module, "aws_lb_listener", listener, "arn"),
        priority: i + 1,
        condition: [{ path_pattern: { values: [path] } }],
        action: [forwardTo(target)],
      }),
    );

/** The certificate of a name; whoever holds the name proves it with a record that is told. */
const certificate = (name: string, domain: string): TerraformBlock[] => [
  resource(
    module,
    "aws_acm_certificate",
    name,
    { domain_name: domain, validation_method: "DNS" },
    {
      tells: {
        [`${name}_certificate_records`]: {
          attribute: "domain_validation_options",
          says: `Records that prove to hold "${domain}".`,
        },
      },
    },
  ),
  resource(module, "aws_acm_certificate_validation", name, {
    certificate_arn: of(module, "aws_acm_certificate", name, "arn"),
  }),
];

/** A listener for each port, and with a name of its own the certificate for it. */
export const listeners = (
  node: Node<{ readonly domain?: string }>,
  ports: readonly number[],
  targets: readonly Target[],
): readonly TerraformBlock[] => {
  const { domain } = node.props;
  const name = blockName(node);
  const rest = targets.find(({ paths }) => paths.includes("/*"));
  return [
    ...(domain === undefined ? [] : certificate(name, domain)),
    ...ports.flatMap((port) => {
      const listener = `${name}_${port}`;
      const isHttps = port === 443;
      const isRedirect = !isHttps && ports.includes(443);
      const block = resource(module, "aws_lb_listener", listener, {
        load_balancer_arn: of(module, "aws_lb", name, "arn"),
        port,
        protocol: isHttps ? "HTTPS" : "HTTP",
        ...(isHttps && {
          ssl_policy: tlsPolicy,
          certificate_arn: of(module, "aws_acm_certificate_validation", name, "certificate_arn"),
        }),
        default_action: [isRedirect ? toHttps : rest ? forwardTo(rest) : nothingThere],
      });
      return isRedirect ? [block] : [block, ...rules(listener, targets, rest)];
    }),
  ];
};
