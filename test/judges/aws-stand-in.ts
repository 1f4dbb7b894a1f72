/** What an account answers when it is asked who it is and which zones it has. */
const answers: Readonly<Record<string, string>> = {
  DescribeAvailabilityZones: `<DescribeAvailabilityZonesResponse><availabilityZoneInfo>${["a", "c"]
    .map(
      (letter) =>
        `<item><zoneName>us-west-1${letter}</zoneName><zoneState>available</zoneState>` +
        "<regionName>us-west-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>",
    )
    .join("")}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>`,
  GetCallerIdentity:
    "<GetCallerIdentityResponse><GetCallerIdentityResult>" +
    "<Arn>arn:aws:iam::123456789012:user/planner</Arn><UserId>planner</UserId>" +
    "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>",
  "AmazonSSM.GetParameter": JSON.stringify({
    Parameter: { Name: "image", Type: "String", Value: "ami-0123456789abcdef0", Version: 1 },
  }),
  "/addons/supported-versions": JSON.stringify({
    addons: [
      {
        addonVersions: [
          {
            addonVersion: "v1.0.0-eksbuild.1",
            compatibilities: [{ clusterVersion: "any", defaultVersion: true }],
          },
        ],
      },
    ],
  }),
  "secretsmanager.GetRandomPassword": JSON.stringify({ RandomPassword: "x".repeat(32) }),
};

/** As much of AWS as a plan asks for, on loopback; anything else is an error, and told. */
export const awsStandIn = (): Disposable & { readonly url: string; readonly unknown: string[] } => {
  const unknown: string[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      // Services of the JSON protocol say in a header what they are asked, those of REST in the path.
      const target = request.headers.get("x-amz-target");
      const text = await request.text();
      const action =
        target ?? new URLSearchParams(text).get("Action") ?? new URL(request.url).pathname;
      const answer = answers[action];
      if (answer === undefined) unknown.push(action);
      const isJson = answer?.startsWith("{") ?? false;
      const headers = { "content-type": isJson ? "application/x-amz-json-1.1" : "text/xml" };
      return new Response(answer ?? "<Error/>", { status: answer ? 200 : 400, headers });
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  return { url, unknown, [Symbol.dispose]: () => void server.stop(true) };
};
