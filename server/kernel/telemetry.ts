import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client"

/** The installation's own gauges in Prometheus' format; no label ever holds personal data. */
export function telemetry() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: "maido_http_request_seconds",
      help: "Time to answer a request",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.01, 0.03, 0.06, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    refused: new Counter({
      name: "maido_http_refused_total",
      help: "Requests refused, by error code",
      labelNames: ["code"],
      registers,
    }),
    queue: new Gauge({
      name: "maido_outbox_rows",
      help: "Outbox rows that are not done",
      labelNames: ["kind", "state"],
      registers,
    }),
    projectionLag: new Gauge({
      name: "maido_projection_lag_seconds",
      help: "Age of the oldest event not yet in ClickHouse",
      registers,
    }),
  }
}
export type Telemetry = ReturnType<typeof telemetry>
