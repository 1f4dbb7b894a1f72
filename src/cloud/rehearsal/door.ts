import { passOn } from "#plinth/host/http-client.ts";
import { serveLoopback } from "#plinth/host/http-server.ts";
import { Eks, type EksWorld } from "./eks.ts";
import { type Moto, textsIn } from "./moto.ts";

/** The door to the stand-in: EKS is answered here, some requests are put right, moto gets the rest. */
export interface Door {
  readonly url: string;
  readonly eks: Eks;
  stop(): Promise<void>;
}

/** The account that moto plays. */
const account = "123456789012";

/** What a request is signed for (Signature Version 4: `Credential=key/day/region/service/…`). */
const scopeOf = (request: Request): { readonly region: string; readonly service: string } => {
  const signed = request.headers.get("authorization") ?? "";
  const [, region = "us-east-1", service = "unknown"] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(signed) ?? [];
  return { region, service };
};

/** CloudTrail takes a trail's name or its ARN; moto finds some trails by name alone. */
const byName = (body: string): string =>
  body.replaceAll(/("(?:Trail)?Name": ?)"arn:aws:cloudtrail:[^"]*:trail\/([^"]+)"/g, '$1"$2"');

/** What EKS makes elsewhere, made in moto. */
const worldOf = (moto: Moto, region: string): EksWorld => ({
  account,
  async makeSecurityGroup(cluster, [subnet = ""]) {
    const subnets = await moto.query("ec2", region, {
      Action: "DescribeSubnets",
      "SubnetId.1": subnet,
    });
    const made = await moto.query("ec2", region, {
      Action: "CreateSecurityGroup",
      GroupName: `eks-cluster-sg-${cluster}`,
      GroupDescription: "Made by EKS for the cluster",
      VpcId: textsIn(subnets, "vpcId")[0] ?? "",
    });
    return textsIn(made, "groupId")[0] ?? "";
  },
  async deleteSecurityGroup(id) {
    await moto.query("ec2", region, { Action: "DeleteSecurityGroup", GroupId: id });
  },
  async makeScalingGroup(name, subnets) {
    await moto.query("autoscaling", region, {
      Action: "CreateLaunchConfiguration",
      LaunchConfigurationName: name,
      ImageId: "ami-12c6146b",
      InstanceType: "t3.medium",
    });
    await moto.query("autoscaling", region, {
      Action: "CreateAutoScalingGroup",
      AutoScalingGroupName: name,
      LaunchConfigurationName: name,
      MinSize: "0",
      MaxSize: "0",
      VPCZoneIdentifier: subnets.join(","),
    });
  },
  async deleteScalingGroup(name) {
    const gone = { Action: "DeleteAutoScalingGroup", AutoScalingGroupName: name };
    await moto.query("autoscaling", region, gone);
    const also = { Action: "DeleteLaunchConfiguration", LaunchConfigurationName: name };
    await moto.query("autoscaling", region, also);
  },
});

const jsonOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

/** Opens the door on loopback. `region`: where the system stands. */
export const openDoor = (moto: Moto, region: string): Door => {
  const eks = new Eks(worldOf(moto, region));
  const { port, stop } = serveLoopback(async (request) => {
    const { pathname, search, searchParams: query } = new URL(request.url);
    const { service } = scopeOf(request);
    const text = await request.text();
    if (service === "eks") {
      const path = pathname.slice(1).split("/").map(decodeURIComponent);
      return eks.answer({ method: request.method, path, query, body: jsonOf(text), region });
    }
    const body = service === "cloudtrail" ? byName(text) : text;
    return passOn(request, `${moto.url}${pathname}${search}`, body);
  });
  return { url: `http://127.0.0.1:${port}`, eks, stop };
};
