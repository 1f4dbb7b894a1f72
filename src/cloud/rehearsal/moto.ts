import { askHttp } from "#plinth/host/http-client.ts";

/** Asks moto as a program of AWS would, by the query protocol. */
export interface Moto {
  readonly url: string;
  /** The text of the answer. @throws when it is a refusal */
  query(service: string, region: string, words: Readonly<Record<string, string>>): Promise<string>;
}

/** moto takes the service and the region from what a request is signed for, and checks no signature. */
export const signedFor = (service: string, region: string): string =>
  `AWS4-HMAC-SHA256 Credential=rehearsal/20200101/${region}/${service}/aws4_request, ` +
  "SignedHeaders=host, Signature=none";

export const motoAt = (url: string): Moto => ({
  url,
  async query(service, region, words) {
    const answer = await askHttp(`${url}/`, {
      method: "POST",
      headers: {
        authorization: signedFor(service, region),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ Version: versions[service] ?? "", ...words }).toString(),
    });
    const text = await answer.text();
    if (answer.ok) return text;
    throw new Error(`the stand-in refuses ${words.Action} of ${service}: ${text.slice(0, 300)}`);
  },
});

/** The versions of the query APIs that are asked here. */
const versions: Readonly<Record<string, string>> = {
  autoscaling: "2011-01-01",
  ec2: "2016-11-15",
  elasticloadbalancing: "2015-12-01",
  iam: "2010-05-08",
  monitoring: "2010-08-01",
  rds: "2014-10-31",
  sns: "2010-03-31",
};

/** The texts between a pair of tags, in order. */
export const textsIn = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map(([, text = ""]) => text);

const inside = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))].map(([, text = ""]) => text);

/**
 * Removes the delete markers of all buckets, such as a lock file leaves: moto falls over one whose
 * versions were deleted before it, which is the order in which the provider empties a bucket.
 */
export const removeDeleteMarkers = async ({ url }: Moto, region: string): Promise<void> => {
  const headers = { authorization: signedFor("s3", region) };
  const buckets = textsIn(await (await askHttp(`${url}/`, { headers })).text(), "Name");
  for (const bucket of buckets) {
    const listed = await (await askHttp(`${url}/${bucket}?versions`, { headers })).text();
    for (const marker of inside(listed, "DeleteMarker")) {
      const [key = ""] = textsIn(marker, "Key");
      const [version = ""] = textsIn(marker, "VersionId");
      const path = key.split("/").map(encodeURIComponent).join("/");
      await askHttp(`${url}/${bucket}/${path}?versionId=${version}`, { method: "DELETE", headers });
    }
  }
};
