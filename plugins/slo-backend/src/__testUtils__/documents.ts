/** A document of OpenSLO as the golden path derives it from an intent. */
export function openSlo(options: {
  service: string;
  /** After the service. */
  name?: string;
  target?: number;
  environment?: string;
}): string {
  const {
    service,
    name = 'availability',
    target = 0.999,
    environment = 'prod',
  } = options;
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${service}-${name}
  displayName: "${service}: ${name}"
  labels:
    environment: ${environment}
spec:
  description: ${target * 100}% of requests succeed
  service: ${service}
  indicator:
    metadata:
      name: ${service}-${name}
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: http_requests_total{service="${service}",status!~"5.."}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: http_requests_total{service="${service}"}
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: ${target * 100}% of requests succeed
      target: ${target}
`;
}

/** A document of Sloth with one objective. */
export function slothSlo(options: {
  service: string;
  name: string;
  objective?: number;
}): string {
  const { service, name, objective = 99.9 } = options;
  return `version: prometheus/v1
service: ${service}
slos:
  - name: ${name}
    objective: ${objective}
    sli:
      events:
        error_query: sum(rate(http_requests_total{service="${service}",code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{service="${service}"}[{{.window}}]))
    alerting:
      name: ${name}
      page_alert:
        disable: true
      ticket_alert:
        disable: true
`;
}
