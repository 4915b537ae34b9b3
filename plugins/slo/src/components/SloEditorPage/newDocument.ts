/** Where a new objective begins: counters of the service, to be replaced by its own. */
export function newDocument(service: string): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${service}-orders
  displayName: "${service}: orders are taken"
spec:
  description: 99.5% of orders are taken
  service: ${service}
  indicator:
    metadata:
      name: ${service}-orders
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: orders_total{outcome="taken"}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: orders_total
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: 99.5% of orders are taken
      target: 0.995
`;
}
