import { expect, test } from "bun:test";
import { Metrics } from "./metrics.ts";

test("counters, gauges and histograms are written as Prometheus reads them", () => {
  const metrics = new Metrics();
  const requests = metrics.counter("requests_total", "Requests.", "method", "path");
  requests("GET", 'a"b\\c\nd').add();
  requests("GET", 'a"b\\c\nd').add(2);
  metrics.counter("lost_total", "Lost.");
  metrics.gauge("open", "Open.", () => 3);
  metrics.gauge("unknown", "Not known.", () => undefined);
  const seconds = metrics.histogram("seconds", "Time.", [0.1, 1], "method");
  for (const value of [0.05, 0.1, 0.5, 5]) seconds("GET").observe(value);
  expect(metrics.text()).toBe(`# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{method="GET",path="a\\"b\\\\c\\nd"} 3
# HELP lost_total Lost.
# TYPE lost_total counter
lost_total 0
# HELP open Open.
# TYPE open gauge
open 3
# HELP unknown Not known.
# TYPE unknown gauge
# HELP seconds Time.
# TYPE seconds histogram
seconds_bucket{method="GET",le="0.1"} 2
seconds_bucket{method="GET",le="1"} 3
seconds_bucket{method="GET",le="+Inf"} 4
seconds_sum{method="GET"} 5.65
seconds_count{method="GET"} 4
`);
});

test("a counter that is asked for again is the same one, with one head", () => {
  const metrics = new Metrics();
  for (const name of ["a", "b"]) metrics.counter("calls_total", "Calls.", "to")(name).add();
  expect(metrics.text().match(/# HELP/g)?.length).toBe(1);
  expect(metrics.text()).toContain('calls_total{to="b"} 1');
});
