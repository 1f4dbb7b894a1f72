import { collectedOf } from "#plinth/kinds/monitoring/collected.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Watched } from "#plinth/model/watched.ts";
import type { ServiceProps } from "./props.ts";
import { burnAlerts, burnPanels, burnRecordings, unmeasuredAlerts } from "./watch-burn.ts";
import { promisesOf } from "./watch-promises.ts";
import { replicaAlerts, replicaMetrics } from "./watch-replicas.ts";
import { roomAlerts, roomMetrics } from "./watch-room.ts";
import { metricsOf, metricsPath, trafficPanels } from "./watch-traffic.ts";
import { useMetrics, usePanels } from "./watch-use.ts";

/**
 * A service whose figures are collected by Prometheus: what is promised of its answers, whether
 * its replicas are there, and what they use.
 */
export const watch = (node: Node<ServiceProps>, system: System): Watched | undefined => {
  const figures = collectedOf(node, system);
  if (figures.length === 0) return undefined;
  const promises = promisesOf(node, system, figures);
  const burn = burnPanels(promises, node, system);
  return {
    scrape: { port: "http", path: metricsPath },
    metrics: [...metricsOf(figures), ...replicaMetrics, ...roomMetrics(node), ...useMetrics],
    recordings: promises.flatMap((each) => burnRecordings(each, node, system)),
    alerts: [
      ...promises.flatMap((each) => burnAlerts(each, node, system)),
      ...unmeasuredAlerts(promises, node, system),
      ...replicaAlerts(node, system),
      ...roomAlerts(node, system),
    ],
    rows: [
      ...(burn.length === 0 ? [] : [{ title: "What is promised", panels: burn }]),
      { title: "What callers see", panels: trafficPanels(node, system, figures) },
      { title: "Replicas", panels: usePanels(node, system) },
    ],
  };
};
