import {
  parseIntent,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

/** The service of the story, as its team writes it. */
export const PAYMENTS_API = `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata:
  name: payments-api
  system: billing
  owner: group:payments
spec:
  workloadType: http-api
  tier: tier-1
  dataClassification: confidential
  exposure: public
  runtime: java
  containers:
    app:
      image: registry.example.com/payments-api@${DIGEST}
      port: 8080
      env:
        LOG_LEVEL: info
        DATABASE_URL: "postgres://app:\${secrets.payments-db.dsn}@db:5432/payments"
      resources: { cpu: 500m, memory: 768Mi, memoryLimit: 1536Mi }
      health: { startup: /health/startup, ready: /health/ready, live: /health/live, drain: /shutdown/drain }
  dependencies:
    - service: fraud-service
    - topic: kafka-payments
    - resource: postgres-payments
    - external: api.stripe.com:443
      owner: group:payments
      onFailure: queue and retry for 15 min
  accepts: [checkout-api]
  secrets:
    payments-db: { keys: [dsn] }
    stripe: { keys: [api-key] }
  scaling: { min: 4, max: 30, metric: cpu-and-requests }
  rollout:
    strategy: canary
    rollback: argo rollouts undo
    steps: [{ weight: 5, pause: 5m }, { weight: 25, pause: 10m }, { weight: 50, pause: 10m }]
  slo: { availability: 99.9, latencyP95Ms: 250 }
  route: { host: payments.example.com, authentication: oauth2, rateLimit: 500rps, accessLogRetention: 90d, abuseMonitoring: edge }
  capacity: { expectedRps: 500 }
  operations: { channel: "#payments-oncall", escalation: payments-primary, runbook: docs/runbook.md }
  environments: [dev, staging, prod]
`;

const FRAUD_SERVICE = `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata:
  name: fraud-service
  system: risk
  owner: group:risk
spec:
  workloadType: internal-api
  tier: tier-2
  dataClassification: internal
  exposure: internal
  runtime: go
  containers:
    app:
      image: registry.example.com/fraud-service@${DIGEST}
      port: 8080
      health: { ready: /ready }
  slo: { availability: 99.5 }
  operations: { channel: "#risk", escalation: risk-primary, runbook: docs/runbook.md }
  environments: [dev, staging, prod]
`;

/** Reads a document that has to be an intent. */
export function intentOf(text: string): ServiceIntent {
  const parsed = parseIntent(text);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems, undefined, 2));
  }
  return parsed.value;
}

export function paymentsApi(): ServiceIntent {
  return intentOf(PAYMENTS_API);
}

/** The service that payments-api calls, as its own team has it. */
export function fraudService(options: { accepts: string[] }): ServiceIntent {
  const intent = intentOf(FRAUD_SERVICE);
  return { ...intent, spec: { ...intent.spec, accepts: options.accepts } };
}
