import { expect, test } from "bun:test";
import { Eks } from "./eks.ts";

const eksWith = (done: string[]): Eks =>
  new Eks({
    account: "1",
    makeSecurityGroup: async (cluster) => {
      done.push(`group of ${cluster}`);
      return "sg-1";
    },
    deleteSecurityGroup: async (id) => void done.push(`no ${id}`),
    makeScalingGroup: async (name) => void done.push(name),
    deleteScalingGroup: async (name) => void done.push(`no ${name}`),
  });

const ask = async (eks: Eks, method: string, path: string, body: object = {}) => {
  const parts = path.split("/").map(decodeURIComponent);
  const answer = await eks.answer({ method, path: parts, body: { ...body }, region: "r" });
  return JSON.parse(await answer.text());
};

test("a cluster has the security group that EKS makes, and takes it along", async () => {
  const done: string[] = [];
  const eks = eksWith(done);
  await ask(eks, "POST", "clusters", { name: "main", resourcesVpcConfig: { subnetIds: ["s"] } });
  const { cluster } = await ask(eks, "GET", "clusters/main");
  expect(cluster.resourcesVpcConfig.clusterSecurityGroupId).toBe("sg-1");
  expect(cluster.arn).toBe("arn:aws:eks:r:1:cluster/main");
  await ask(eks, "DELETE", "clusters/main");
  expect(done).toEqual(["group of main", "no sg-1"]);
  expect(eks.left()).toEqual([]);
});

test("an add-on has a version for every cluster, the default among them", async () => {
  const query = new URLSearchParams({ addonName: "coredns", kubernetesVersion: "1.36" });
  const path = ["addons", "supported-versions"];
  const answer = await eksWith([]).answer({ method: "GET", path, query, body: {}, region: "r" });
  const compatibilities = [{ clusterVersion: "1.36", defaultVersion: true }];
  const addonVersions = [{ addonVersion: "v1.0.0-eksbuild.1", compatibilities }];
  expect(await answer.json()).toMatchObject({
    addons: [{ addonName: "coredns", addonVersions }],
  });
});

test("what was deleted is not found, in the way that AWS' clients know", async () => {
  const eks = eksWith([]);
  const answer = await eks.answer({
    method: "GET",
    path: ["clusters", "x"],
    body: {},
    region: "r",
  });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("x-amzn-errortype")).toBe("ResourceNotFoundException");
});

test("policies of an access entry are listed by entry, and an ARN in a path is one part", async () => {
  const eks = eksWith([]);
  const entry = encodeURIComponent("arn:aws:iam::1:role/deployer");
  await ask(eks, "POST", "clusters/main/access-entries", {
    principalArn: decodeURIComponent(entry),
  });
  const path = `clusters/main/access-entries/${entry}/access-policies`;
  await ask(eks, "POST", path, { policyArn: "arn:edit" });
  const { associatedAccessPolicies } = await ask(eks, "GET", path);
  expect(associatedAccessPolicies).toMatchObject([{ policyArn: "arn:edit" }]);
  expect(eks.left().length).toBe(2);
});
