import { askHttp } from "#plinth/host/http-client.ts";
import { type Moto, signedFor, textsIn } from "./moto.ts";

/** What the stand-in holds, service by service, to be compared before and after. */

type Words = Readonly<Record<string, string>>;

/** Lists of the services that speak in queries: what is asked, and the tag that tells one from another. */
const queries: readonly (readonly [service: string, words: Words, tag: string])[] = [
  ["ec2", { Action: "DescribeVpcs" }, "vpcId"],
  ["ec2", { Action: "DescribeSubnets" }, "subnetId"],
  ["ec2", { Action: "DescribeSecurityGroups" }, "groupId"],
  ["ec2", { Action: "DescribeInternetGateways" }, "internetGatewayId"],
  ["ec2", { Action: "DescribeRouteTables" }, "routeTableId"],
  ["ec2", { Action: "DescribeAddresses" }, "allocationId"],
  ["ec2", { Action: "DescribeLaunchTemplates" }, "launchTemplateId"],
  ["ec2", { Action: "DescribeFlowLogs" }, "flowLogId"],
  [
    "ec2",
    {
      Action: "DescribeInstances",
      "Filter.1.Name": "instance-state-name",
      "Filter.1.Value.1": "running",
    },
    "instanceId",
  ],
  ["ec2", { Action: "DescribeVolumes" }, "volumeId"],
  [
    "ec2",
    { Action: "DescribeNatGateways", "Filter.1.Name": "state", "Filter.1.Value.1": "available" },
    "natGatewayId",
  ],
  [
    "ec2",
    {
      Action: "DescribeVpcEndpoints",
      "Filter.1.Name": "vpc-endpoint-state",
      "Filter.1.Value.1": "available",
    },
    "vpcEndpointId",
  ],
  ["autoscaling", { Action: "DescribeAutoScalingGroups" }, "AutoScalingGroupName"],
  ["elasticloadbalancing", { Action: "DescribeLoadBalancers" }, "LoadBalancerArn"],
  ["elasticloadbalancing", { Action: "DescribeTargetGroups" }, "TargetGroupArn"],
  ["iam", { Action: "ListInstanceProfiles" }, "Arn"],
  ["iam", { Action: "ListRoles" }, "Arn"],
  ["iam", { Action: "ListPolicies", Scope: "Local" }, "Arn"],
  ["iam", { Action: "ListOpenIDConnectProviders" }, "Arn"],
  ["monitoring", { Action: "DescribeAlarms" }, "AlarmArn"],
  ["rds", { Action: "DescribeDBInstances" }, "DBInstanceArn"],
  ["rds", { Action: "DescribeDBParameterGroups" }, "DBParameterGroupArn"],
  ["rds", { Action: "DescribeDBSnapshots" }, "DBSnapshotArn"],
  ["rds", { Action: "DescribeDBSubnetGroups" }, "DBSubnetGroupArn"],
  ["sns", { Action: "ListTopics" }, "TopicArn"],
];

/** Lists of those that speak JSON: the operation, and the field that tells one from another. */
const operations: readonly (readonly [service: string, target: string, field: string])[] = [
  ["cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListTrails", "TrailARN"],
  ["dynamodb", "DynamoDB_20120810.ListTables", "TableNames"],
  ["ecr", "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories", "repositoryArn"],
  ["kms", "TrentService.ListAliases", "AliasArn"],
  ["secretsmanager", "secretsmanager.ListSecrets", "ARN"],
  ["logs", "Logs_20140328.DescribeLogGroups", "arn"],
];

const operation = async (
  { url }: Moto,
  region: string,
  [service, target, field]: (typeof operations)[number],
): Promise<readonly string[]> => {
  const answer = await askHttp(`${url}/`, {
    method: "POST",
    headers: {
      authorization: signedFor(service, region),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": target,
    },
    body: "{}",
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the stand-in refuses ${target}: ${text.slice(0, 300)}`);
  return [...text.matchAll(new RegExp(`"${field}": ?\\[?"([^"]+)"`, "g"))].map(
    ([, found = ""]) => `${service} ${found}`,
  );
};

const buckets = async ({ url }: Moto, region: string): Promise<readonly string[]> => {
  const answer = await askHttp(`${url}/`, { headers: { authorization: signedFor("s3", region) } });
  return textsIn(await answer.text(), "Name").map((name) => `s3 ${name}`);
};

/** Everything that is there now, as `service name`, sorted. */
export const inventory = async (moto: Moto, region: string): Promise<readonly string[]> => {
  const lists = await Promise.all([
    ...queries.map(async ([service, words, tag]) => {
      const found = textsIn(await moto.query(service, region, words), tag);
      return found.map((name) => `${service} ${name}`);
    }),
    ...operations.map((each) => operation(moto, region, each)),
    buckets(moto, region),
  ]);
  return [...new Set(lists.flat())].sort();
};
