/**
 * EKS as far as Terraform speaks to it: moto's leaves out what a cluster answers and knows no add-ons,
 * access entries and pod identities. Kept in memory, as it was told.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html
 */

type Json = Readonly<Record<string, unknown>>;

/** What EKS makes in other services on its own. */
export interface EksWorld {
  /** The cluster's own security group; its id. */
  makeSecurityGroup(cluster: string, subnets: readonly string[]): Promise<string>;
  deleteSecurityGroup(id: string): Promise<void>;
  /** The group in which a node group's machines stand; it has none here. */
  makeScalingGroup(name: string, subnets: readonly string[]): Promise<void>;
  deleteScalingGroup(name: string): Promise<void>;
  readonly account: string;
}

interface Asked {
  readonly method: string;
  /** Its parts, decoded: `["clusters", "main", "addons"]`. */
  readonly path: readonly string[];
  /** What comes after the path. @default nothing */
  readonly query?: URLSearchParams;
  readonly body: Json;
  readonly region: string;
}

/** What is kept for each part of a path, and what its answers call it. */
const kept: Readonly<
  Record<string, { readonly one: string; readonly name: string; readonly arn: string }>
> = {
  clusters: { one: "cluster", name: "name", arn: "cluster" },
  "node-groups": { one: "nodegroup", name: "nodegroupName", arn: "nodegroup" },
  addons: { one: "addon", name: "addonName", arn: "addon" },
  "access-entries": { one: "accessEntry", name: "principalArn", arn: "access-entry" },
  "access-policies": { one: "associatedAccessPolicy", name: "policyArn", arn: "access-policy" },
  "pod-identity-associations": {
    one: "association",
    name: "associationId",
    arn: "podidentityassociation",
  },
};

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map((each) => String(each)) : [];

const answer = (body: Json, status = 200): Response => Response.json(body, { status });

/** The one version of each add-on that there is here. */
const addonVersion = "v1.0.0-eksbuild.1";

/** Which versions of an add-on go with a cluster's (DescribeAddonVersions). */
const versionsOf = (query: URLSearchParams): Response => {
  const clusterVersion = query.get("kubernetesVersion") ?? "";
  const compatibilities = [{ clusterVersion, defaultVersion: true, platformVersions: ["*"] }];
  const addonVersions = [{ addonVersion, compatibilities }];
  return answer({ addons: [{ addonName: query.get("addonName"), addonVersions }] });
};

const notFound = (what: string): Response =>
  Response.json(
    { message: `No ${what} found.`, __type: "ResourceNotFoundException" },
    { status: 404, headers: { "x-amzn-errortype": "ResourceNotFoundException" } },
  );

export class Eks {
  private readonly world: EksWorld;
  /** By path. */
  private readonly things = new Map<string, Json>();
  private made = 0;

  constructor(world: EksWorld) {
    this.world = world;
  }

  /** What there still is, as paths. */
  left(): readonly string[] {
    return [...this.things.keys()].sort();
  }

  async answer(asked: Asked): Promise<Response> {
    const { method, path } = asked;
    if (path[0] === "tags") return this.tags(method, path[1] ?? "");
    if (path.join("/") === "addons/supported-versions") {
      return versionsOf(asked.query ?? new URLSearchParams());
    }
    const isOne = path.length % 2 === 0;
    if (method === "POST" && !isOne) return this.make(asked);
    const key = path.join(" ");
    if (method === "GET" && !isOne) return this.list(path);
    const kind = kept[path.at(-2) ?? ""];
    const thing = this.things.get(key);
    if (!kind || !thing) return notFound(path.at(-1) ?? "thing");
    if (method === "GET") return answer({ [kind.one]: thing });
    if (method === "DELETE") return this.end(key, kind.one, thing);
    return Response.json({ message: `${method} ${key} is not answered here` }, { status: 501 });
  }

  private async make({ path, body, region }: Asked): Promise<Response> {
    const kind = kept[path.at(-1) ?? ""];
    if (!kind) return notFound(path.join("/"));
    const id = `${kind.arn}-${++this.made}`;
    const name = String(body[kind.name] ?? (kind.one === "association" ? `a-${id}` : id));
    const cluster = path[1] ?? name;
    const base = {
      ...body,
      [kind.name]: name,
      ...(path.length > 1 && { clusterName: cluster }),
      [`${kind.one}Arn`]: `arn:aws:eks:${region}:${this.world.account}:${kind.arn}/${cluster}/${name}`,
      createdAt: 0,
      modifiedAt: 0,
    };
    const thing: Json = { ...base, ...(await this.own(kind.one, base, region)) };
    this.things.set([...path, name].join(" "), thing);
    return answer({ [kind.one]: thing });
  }

  /** What EKS adds to what it was told. */
  private async own(kind: string, told: Json, region: string): Promise<Json> {
    const { account } = this.world;
    const name = String(told.name ?? told.nodegroupName);
    switch (kind) {
      case "cluster": {
        const asked = (told.resourcesVpcConfig ?? {}) as Json;
        const group = await this.world.makeSecurityGroup(name, texts(asked.subnetIds));
        const { bootstrapClusterCreatorAdminPermissions: _, ...access } = (told.accessConfig ??
          {}) as Json;
        return {
          arn: `arn:aws:eks:${region}:${account}:cluster/${name}`,
          status: "ACTIVE",
          platformVersion: "eks.1",
          endpoint: `https://${name}.invalid`,
          certificateAuthority: { data: "" },
          identity: { oidc: { issuer: `https://oidc.eks.${region}.amazonaws.com/id/${name}` } },
          accessConfig: access,
          resourcesVpcConfig: { ...asked, clusterSecurityGroupId: group },
        };
      }
      case "nodegroup": {
        const scaling = `eks-${name}-${this.made}`;
        await this.world.makeScalingGroup(scaling, texts(told.subnets));
        return {
          status: "ACTIVE",
          version: this.things.get(`clusters ${told.clusterName}`)?.version,
          resources: { autoScalingGroups: [{ name: scaling }] },
          diskSize: undefined,
        };
      }
      case "addon":
        return { status: "ACTIVE", addonVersion: told.addonVersion ?? addonVersion };
      case "accessEntry":
        return { type: told.type ?? "STANDARD", kubernetesGroups: told.kubernetesGroups ?? [] };
      case "associatedAccessPolicy":
        return { associatedAt: 0 };
      default:
        return {};
    }
  }

  private list(path: readonly string[]): Response {
    const start = `${path.join(" ")} `;
    const found = [...this.things].filter(
      ([key]) => key.startsWith(start) && key.split(" ").length === path.length + 1,
    );
    if (path.at(-1) === "access-policies") {
      return answer({ associatedAccessPolicies: found.map(([, thing]) => thing) });
    }
    const names = found.map(([key]) => key.split(" ").at(-1));
    return answer({ [path.at(-1) ?? "things"]: names });
  }

  private async end(key: string, kind: string, thing: Json): Promise<Response> {
    this.things.delete(key);
    const { resourcesVpcConfig, resources } = thing as {
      readonly resourcesVpcConfig?: { readonly clusterSecurityGroupId: string };
      readonly resources?: { readonly autoScalingGroups: readonly { readonly name: string }[] };
    };
    if (kind === "cluster" && resourcesVpcConfig) {
      await this.world.deleteSecurityGroup(resourcesVpcConfig.clusterSecurityGroupId);
    }
    for (const { name } of resources?.autoScalingGroups ?? []) {
      await this.world.deleteScalingGroup(name);
    }
    return answer({ [kind]: { ...thing, status: "DELETING" } });
  }

  private tags(method: string, arn: string): Response {
    const found = [...this.things.values()].find((thing) => Object.values(thing).includes(arn));
    return method === "GET" ? answer({ tags: found?.tags ?? {} }) : answer({});
  }
}
