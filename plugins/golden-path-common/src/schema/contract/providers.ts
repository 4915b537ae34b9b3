import { z } from 'zod';
import {
  byteQuantity,
  cpuQuantity,
  dnsLabel,
  duration,
  hostName,
  line,
} from '../scalars';
import { metricName } from './scalars';

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

function choice<T extends keyof typeof PROVIDER_CHOICES>(layer: T) {
  return z.enum(PROVIDER_CHOICES[layer]).describe('Product that does it');
}

const meshMode = z
  .enum(['permissive', 'strict'])
  .describe(
    'permissive: callers without an identity are let in, and what would be refused is only noted; strict: only callers with the identity that was agreed on',
  );

const meshSchema = z
  .strictObject({
    provider: choice('mesh'),
    mode: meshMode.optional(),
    overrides: z
      .array(
        z.strictObject({
          environment: dnsLabel.describe('Environment it holds in').optional(),
          namespace: dnsLabel.describe('Namespace it holds in').optional(),
          mode: meshMode,
        }),
      )
      .describe(
        'Other modes for an environment or a namespace; the last that fits holds. A new mode is a change of its own',
      )
      .optional(),
    trustDomain: hostName
      .describe('Trust domain of the identities; cluster.local if absent')
      .optional(),
    namespace: dnsLabel
      .describe('Namespace of the control plane; istio-system if absent')
      .optional(),
    revision: dnsLabel
      .describe(
        'Revision whose sidecars are injected; the default one if absent',
      )
      .optional(),
    outbound: z
      .enum(['allow-any', 'registry-only'])
      .describe(
        'Whether sidecars let calls to hosts pass that the mesh does not know; allow-any if absent',
      )
      .optional(),
    sidecar: z
      .strictObject({
        cpu: cpuQuantity.describe('CPU requested'),
        memory: byteQuantity.describe('Memory requested'),
        memoryLimit: byteQuantity.describe('Memory at which it is killed'),
      })
      .describe('Resources of each sidecar')
      .optional(),
  })
  .describe('Service mesh, if any');

const httpsUrl = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[A-Za-z0-9._~:/?=&$%+-]+$/, {
    error: 'expected an address such as https://auth.example.com/oauth2/auth',
  });

const authenticator = z
  .strictObject({
    url: httpsUrl.describe('Answers 2xx for a request that may pass'),
    signIn: httpsUrl.describe('Where people sign in').optional(),
    responseHeaders: z
      .array(line(80).regex(/^[A-Za-z0-9-]+$/))
      .min(1)
      .describe('Headers of the answer that the service gets')
      .optional(),
  })
  .describe('Asked about each request')
  .optional();

const ingressSchema = z
  .strictObject({
    class: dnsLabel.describe('Class of the ingresses'),
    internalClass: dnsLabel
      .describe('Class of the ingresses that only the company reaches')
      .optional(),
    controller: z
      .enum(['ingress-nginx', 'other'])
      .describe(
        'Product behind the class: by its annotations rate limits and authentication are kept; other has none that are known',
      ),
    authentication: z
      .strictObject({
        oauth2: authenticator,
        jwt: authenticator,
        'api-key': authenticator,
        mtls: z
          .strictObject({
            authorities: line(130)
              .regex(/^[a-z0-9.-]+\/[a-z0-9.-]+$/, {
                error: 'expected namespace/secret',
              })
              .describe('Secret with the authorities, as namespace/name'),
          })
          .describe('Whose certificates callers may show')
          .optional(),
      })
      .describe('What checks callers, by the method that a route names')
      .optional(),
  })
  .describe('For ingress: the class, and what it can do');

const csiSchema = z
  .strictObject({
    mount: line(100)
      .regex(/^[A-Za-z0-9._/-]+$/, {
        error: 'expected the path of an engine such as secret/data',
      })
      .describe('Path of the engine before that of a secret')
      .optional(),
    role: line(120)
      .regex(/^(\{(environment|team|service)\}|[a-z0-9-])+$/, {
        error:
          'expected a pattern of {environment}, {team}, {service} and letters',
      })
      .describe('Role in the store of {environment}, {team} and {service}')
      .optional(),
    address: httpsUrl
      .describe('Address of the store; that of the driver if absent')
      .optional(),
  })
  .describe('For csi-secrets-store: how the driver reads Vault');

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
        credentials: dnsLabel
          .describe(
            'For flux: Secret with the credentials of the repository, in the namespace of the controller',
          )
          .optional(),
        tenantRole: dnsLabel
          .describe(
            'For flux: ClusterRole that the delivery of a service has in its own namespace, and nowhere else; the rights of the controller itself if absent',
          )
          .optional(),
      })
      .describe('What brings Git to the clusters'),
    network: z
      .strictObject({
        provider: choice('network'),
        gatewayEntity: z
          .enum(['ingress', 'host', 'remote-node', 'world'])
          .describe(
            'For cilium, where the gateways are no pods of their namespace: the entity that their traffic comes from, such as ingress for the Gateway API of Cilium itself',
          )
          .optional(),
      })
      .describe('What enforces network rules'),
    mesh: meshSchema,
    traffic: z
      .strictObject({
        provider: choice('traffic'),
        gatewayClass: dnsLabel.describe('Class of the gateways'),
        internalGatewayClass: dnsLabel
          .describe('Class of gateways that only the company reaches')
          .optional(),
        ingress: ingressSchema.optional(),
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
        csi: csiSchema.optional(),
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
