import type { ServiceIntent } from '../../schema/intent';
import { intentOf } from './shipped';

const digest = (pair: string) => `sha256:${pair.repeat(32)}`;

/** A consumer of a topic that every team may read. */
export function ordersWorker(): ServiceIntent {
  return intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: orders-worker, system: shop, owner: group:checkout }
spec:
  workloadType: queue-worker
  tier: tier-1
  dataClassification: internal
  exposure: none
  runtime: go
  containers:
    app:
      image: registry.example.com/orders-worker@${digest('cd')}
      metricsPort: 9464
      resources: { cpu: 100m, memory: 128Mi, memoryLimit: 256Mi }
  queue:
    topic: kafka-orders
    targetDepth: 200
    maxAge: 10m
    longestMessage: 2m
    idempotency: the order id is the key; a second delivery changes nothing
  scaling: { min: 2, max: 10 }
  operations: { channel: "#checkout", escalation: checkout-primary, runbook: docs/runbook.md }
  environments: [{ name: dev, scaling: { min: 1, max: 2 } }, prod]
`);
}

/** A store of three members with every question answered. */
export function ledgerStore(): ServiceIntent {
  return intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: ledger-store, system: shop, owner: group:checkout }
spec:
  workloadType: stateful
  tier: tier-1
  dataClassification: confidential
  exposure: internal
  runtime: go
  containers:
    app:
      image: registry.example.com/ledger-store@${digest('ef')}
      port: 2379
      resources: { cpu: 500m, memory: 1Gi, memoryLimit: 1Gi }
      health: { startup: /startup, ready: /ready, live: /live, drain: /drain }
  slo: { availability: 99.9, latencyP95Ms: 50 }
  capacity: { expectedRps: 50 }
  stateful:
    storage: { size: 20Gi, storageClass: zonal-ssd, expansion: online, reclaimPolicy: retain }
    mountPath: /var/lib/ledger
    memberPorts: [2380]
    replicas: 3
    consistency: a read sees the last write that was confirmed
    quorum: two of three members
    drain: the leader hands over before it stops
    zoneLoss: one member in each zone, so two are left
    splitBrain: a minority refuses writes
    backup: { frequency: 6h, restoreTested: 2026-09-15, rpo: 6h, rto: 1h }
  operations: { channel: "#checkout", escalation: checkout-primary, runbook: docs/runbook.md }
  environments: [dev, prod]
`);
}

/** A public gateway for two hosts. */
export function shopGateway(): ServiceIntent {
  return intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: shop-gateway, system: shop, owner: group:checkout }
spec:
  workloadType: gateway
  tier: tier-2
  dataClassification: public
  exposure: public
  runtime: go
  containers:
    app:
      image: registry.example.com/shop-gateway@${digest('0a')}
      port: 8080
      resources: { cpu: 250m, memory: 128Mi, memoryLimit: 256Mi }
      health: { ready: /ready, live: /live }
  slo: { availability: 99.9 }
  scaling: { min: 2, max: 4 }
  rollout: { strategy: canary, rollback: revert the commit }
  route:
    host: shop.example.com
    authentication: oauth2
    rateLimit: 500rps
    accessLogRetention: 90d
    abuseMonitoring: alerts on bursts of 401 and 429 by client
  gateway:
    waf: managed rules of the edge team
    hosts: [shop.example.com, partners.example.com]
  operations: { channel: "#checkout", escalation: checkout-primary, runbook: docs/runbook.md }
  environments: [dev, prod]
`);
}
