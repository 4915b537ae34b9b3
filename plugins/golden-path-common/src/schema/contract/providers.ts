import { z } from 'zod';
import { dnsLabel, duration, hostName, line } from '../scalars';

/** @public */
export const PROVIDER_CHOICES = {
  delivery: ['argo-cd', 'flux'],
  network: ['kubernetes', 'cilium'],
  mesh: ['none', 'istio'],
  traffic: ['gateway-api', 'ingress'],
  secrets: ['external-secrets', 'csi-secrets-store'],
  scaling: ['hpa', 'keda'],
  rollout: ['argo-rollouts', 'flagger', 'rolling'],
  metrics: ['prometheus-operator', 'victoria-metrics'],
  policy: ['validating-admission-policy', 'kyverno', 'gatekeeper'],
} as const;

const metricName = line(120).regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, {
  error: 'expected the name of a metric such as queue_messages_waiting',
});

function choice<T extends keyof typeof PROVIDER_CHOICES>(layer: T) {
  return z.enum(PROVIDER_CHOICES[layer]).describe('Product that does it');
}

export const providersSchema = z
  .strictObject({
    delivery: z
      .strictObject({
        provider: choice('delivery'),
        namespace: dnsLabel.describe('Namespace of the delivery controller'),
        project: dnsLabel.describe('Project that its applications belong to'),
        repository: z
          .string()
          .regex(/^(https:\/\/|ssh:\/\/|git@)[^\s]+$/, {
            error: 'expected the address of the GitOps repository',
          })
          .describe('Address of the GitOps repository'),
        branch: line(100).describe('Branch that is applied'),
      })
      .describe('What brings Git to the clusters'),
    network: z
      .strictObject({ provider: choice('network') })
      .describe('What enforces network rules'),
    mesh: z
      .strictObject({ provider: choice('mesh') })
      .describe('Service mesh, if any'),
    traffic: z
      .strictObject({
        provider: choice('traffic'),
        gatewayClass: dnsLabel.describe('Class of the gateways'),
        issuer: dnsLabel.describe('Issuer of the certificates'),
        domains: z
          .array(hostName)
          .min(1)
          .describe('Domains that public hosts end in'),
      })
      .describe('How public traffic gets in'),
    secrets: z
      .strictObject({
        provider: choice('secrets'),
        store: dnsLabel.describe('Name of the store in the clusters'),
        refreshInterval: duration.describe('How often values are read again'),
        pathPattern: line(200).describe(
          'Path in the store of {environment}, {team}, {service} and {secret}',
        ),
      })
      .describe('Where the values of secrets come from'),
    scaling: z
      .strictObject({
        provider: choice('scaling'),
        cpuUtilization: z
          .int()
          .min(10)
          .max(95)
          .describe('Percent of the CPU request to aim at'),
        requestsMetric: line(120).describe('Metric of requests a second'),
        queueDepthMetric: metricName
          .describe(
            'Series of waiting messages, with the labels queue, consumer and environment',
          )
          .optional(),
        queueAgeMetric: metricName
          .describe(
            'Series of the age of the oldest waiting message in seconds, with the same labels',
          )
          .optional(),
      })
      .describe('What changes the number of replicas'),
    rollout: z
      .strictObject({ provider: choice('rollout') })
      .describe('What releases new versions'),
    metrics: z
      .strictObject({
        provider: choice('metrics'),
        scrapeInterval: duration.describe('How often metrics are read'),
        dashboardUrl: z
          .string()
          .startsWith('https://')
          .describe('Address of the dashboards')
          .optional(),
      })
      .describe('What reads metrics and evaluates alerts'),
    policy: z
      .strictObject({ provider: choice('policy') })
      .describe('What enforces policies in the clusters'),
  })
  .describe('Which product does what; no intent names one');
        queryUrl: z
          .string()
          .regex(/^https?:\/\/[A-Za-z0-9._~:/-]+$/, {
            error:
              'expected an address such as http://vmselect-platform.platform-monitoring.svc:8481/select/0/prometheus',
          })
          .describe(
            'Address in the clusters that answers PromQL; where the operator puts it if absent',
          )
          .optional(),
