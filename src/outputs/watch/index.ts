import { namespaceOf, systemLabels } from "#plinth/model/on-cluster.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { withBlocks, yaml } from "../yaml.ts";
import { dashboardOf, uidOf } from "./dashboard.ts";
import { prometheusRule, scrapers, serviceMonitor } from "./objects.ts";
import { readme } from "./readme.ts";
import { rulesOf, ruleTestsOf } from "./rules.ts";
import { type Thing, watchedOn } from "./things.ts";

/** With expressions as they would be typed. */
const readable = (value: object): string => withBlocks(yaml(value), ["expr", "series"], "|-");

const objectsOf = (thing: Thing, system: System): readonly (readonly [string, string])[] => [
  [`${thing.name}/prometheusrule.yaml`, readable(prometheusRule(thing, system))],
  ...(thing.scrape
    ? ([
        [`${thing.name}/servicemonitor.yaml`, yaml(serviceMonitor(thing, thing.scrape, system))],
        [`${thing.name}/networkpolicy.yaml`, yaml(scrapers(thing, thing.scrape, system))],
      ] as const)
    : []),
];

/** All objects, and the dashboards as what Grafana's sidecar looks for: it needs a key for each. */
const kustomizationOf = (things: readonly Thing[], paths: readonly string[], system: System) => ({
  apiVersion: "kustomize.config.k8s.io/v1beta1",
  kind: "Kustomization",
  resources: [...paths].sort(compareText),
  configMapGenerator: things.map((thing) => ({
    name: `${thing.name}-dashboard`,
    namespace: namespaceOf(system),
    files: [`${uidOf(thing, system)}.json=${thing.name}/dashboard.json`],
    options: {
      disableNameSuffixHash: true,
      labels: { ...systemLabels(system), grafana_dashboard: "1" },
    },
  })),
});

/** What is watched, for Prometheus and Grafana; nothing where no figures are collected for them. */
export const watch = {
  name: "watch",
  holds: "alerts with their cases, burn rates of what is promised, a dashboard",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    const clusters = watchedOn(system);
    if (clusters.size > 0) yield ["README.md", readme(system.name)];
    for (const [folder, things] of clusters) {
      const objects = things.flatMap((thing) => objectsOf(thing, system));
      for (const [path, text] of objects) yield [`${folder}/${path}`, text];
      for (const thing of things) {
        const at = `${folder}/${thing.name}`;
        yield [`${at}/rules.yaml`, readable(rulesOf(thing, system))];
        yield [`${at}/rules.test.yaml`, readable(ruleTestsOf(thing, system))];
        yield [`${at}/dashboard.json`, `${JSON.stringify(dashboardOf(thing, system), null, 2)}\n`];
      }
      const paths = objects.map(([path]) => path);
      yield [`${folder}/kustomization.yaml`, yaml(kustomizationOf(things, paths, system))];
    }
  },
};
