import fc from 'fast-check';
import { covers, pointerOf } from '../json/pointer';
import { manifestsOf } from './__testUtils__/manifests';
import {
  changed,
  placesIn,
  take,
  type FieldPlace,
} from './__testUtils__/everyField';
import { importKubernetes } from './kubernetes/importKubernetes';
import type { ImportedManifest } from './model';

/** A shop of every kind that is read, with what teams really write into manifests. */
const SHOP = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web, team: shop, shade: green }, annotations: { reloader: "on" }, uid: 1f, resourceVersion: "9", generation: 2 }
status: { replicas: 3 }
spec:
  replicas: 3
  minReadySeconds: 30
  paused: true
  revisionHistoryLimit: 7
  strategy: { type: Recreate }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, shade: blue }, annotations: { prometheus.io/path: /m, sidecar.istio.io/inject: "false", vault.hashicorp.com/agent-inject: "true" } }
    spec:
      serviceAccountName: web
      schedulerName: volcano
      dnsPolicy: None
      hostNetwork: true
      nodeSelector: { disk: ssd }
      tolerations: [ { key: gpu, operator: Exists } ]
      terminationGracePeriodSeconds: 120
      securityContext: { fsGroup: 33, supplementalGroups: [4], sysctls: [ { name: net.core.somaxconn, value: "1024" } ], seccompProfile: { type: Unconfined } }
      initContainers: [ { name: wait, image: busybox } ]
      containers:
        - name: web
          image: registry.example.com/web:1.0
          workingDir: /srv
          args: ["--cart=cart:7070", "--at=$(POD_IP)"]
          ports: [ { containerPort: 8080, name: http }, { containerPort: 9100, name: metrics }, { containerPort: 53, protocol: UDP, hostPort: 5353 } ]
          env:
            - { name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
            - { name: SELF, value: "$(POD_IP):80" }
            - { name: DSN, value: "postgres://shop:hunter2@db.example.org:5432/shop" }
            - { name: LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level, optional: true } } }
            - { name: KEY, valueFrom: { secretKeyRef: { name: mail, key: key, optional: true } } }
          envFrom: [ { configMapRef: { name: settings }, prefix: S_ } ]
          resources: { requests: { cpu: 100m, memory: 64Mi, ephemeral-storage: 1Gi }, limits: { memory: 128Mi } }
          readinessProbe: { httpGet: { path: "/ready?full=1", port: http, httpHeaders: [ { name: Host, value: shop } ] }, periodSeconds: 3 }
          livenessProbe: { exec: { command: [test] }, timeoutSeconds: 9 }
          lifecycle: { preStop: { sleep: { seconds: 5 } }, postStart: { exec: { command: [warm] } } }
          securityContext: { readOnlyRootFilesystem: false, privileged: true, procMount: Unmasked, runAsUser: 1000, capabilities: { add: [NET_ADMIN] } }
          volumeMounts: [ { name: cache, mountPath: /cache, subPath: a }, { name: tls, mountPath: /tls } ]
      volumes:
        - { name: cache, emptyDir: { medium: Memory } }
        - { name: tls, secret: { secretName: tls, defaultMode: 256, items: [ { key: ca.crt, path: ca.pem } ] } }
        - { name: unused, hostPath: { path: /var } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { replicas: 2, template: { metadata: { labels: { app: cart } }, spec: { containers: [ { name: c, image: "registry.example.com/cart:1", ports: [ { containerPort: 7070 } ], livenessProbe: { httpGet: { path: /live, port: 7070, scheme: HTTPS, host: x } } } ] } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb } }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, sessionAffinity: ClientIP, loadBalancerSourceRanges: [10.0.0.0/8], publishNotReadyAddresses: true, clusterIP: 10.0.0.7, selector: { app: web }, ports: [ { name: a, port: 80, targetPort: http, nodePort: 30080 }, { name: dns, port: 53, protocol: UDP } ] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [ { name: grpc, port: 7070, targetPort: 7070 } ] }
---
apiVersion: v1
kind: Service
metadata: { name: nobody, namespace: shop }
spec: { selector: { app: nobody }, ports: [ { port: 1 } ] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: cart, namespace: shop, annotations: { nginx.ingress.kubernetes.io/rewrite-target: /, nginx.ingress.kubernetes.io/proxy-body-size: 50m, cert-manager.io/cluster-issuer: le } }
spec:
  ingressClassName: nginx
  tls: [ { hosts: [a.example.com], secretName: tls } ]
  defaultBackend: { service: { name: cart, port: { number: 7070 } } }
  rules:
    - { host: a.example.com, http: { paths: [ { path: /one, pathType: Exact, backend: { service: { name: cart, port: { number: 7070 } } } }, { path: /two, pathType: Prefix, backend: { service: { name: other, port: { number: 80 } } } } ] } }
    - { host: b.example.com, http: { paths: [ { path: /b, pathType: Prefix, backend: { service: { name: cart, port: { number: 7070 } } } } ] } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 9, metrics: [ { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }, { type: External, external: { metric: { name: q } } } ], behavior: { scaleDown: { stabilizationWindowSeconds: 900 } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec: { minAvailable: 100%, selector: { matchLabels: { app: web } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec: { podSelector: { matchLabels: { app: cart } }, policyTypes: [Ingress, Egress], ingress: [ { from: [ { podSelector: { matchLabels: { app: web } } } ], ports: [ { port: 7070 } ] }, { from: [ { namespaceSelector: { matchLabels: { team: other } } } ] } ], egress: [ { to: [ { ipBlock: { cidr: 203.0.113.0/24 } } ] } ] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop, annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/web" } }
imagePullSecrets: [ { name: reg } ]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web, namespace: shop }
spec: { endpoints: [ { port: metrics, path: /m2, basicAuth: { username: { name: x, key: y } } } ], selector: { matchLabels: { app: web } } }
---
apiVersion: v1
kind: LimitRange
metadata: { name: limits, namespace: shop }
spec: { limits: [ { type: Container, default: { cpu: 1 } } ] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { level: debug, theme: dark }
binaryData: { logo: AAAA }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: unread, namespace: shop }
data: { who: knows }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: shop }
spec:
  schedule: "0 3 * * *"
  timeZone: Europe/Berlin
  concurrencyPolicy: Replace
  startingDeadlineSeconds: 77
  successfulJobsHistoryLimit: 9
  jobTemplate: { spec: { backoffLimit: 5, activeDeadlineSeconds: 3333, ttlSecondsAfterFinished: 55, parallelism: 4, completions: 4, podFailurePolicy: { rules: [ { action: Ignore } ] }, template: { spec: { restartPolicy: OnFailure, containers: [ { name: x, image: "registry.example.com/x:1" } ] } } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: shop }
spec:
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy: { type: OnDelete }
  template: { metadata: { labels: { app: ledger } }, spec: { containers: [ { name: l, image: "registry.example.com/ledger:1", volumeMounts: [ { name: data, mountPath: /ledger } ] } ] } }
  volumeClaimTemplates: [ { metadata: { name: data, annotations: { backup: daily } }, spec: { accessModes: [ReadWriteMany], storageClassName: fast, resources: { requests: { storage: 10Gi } } } }, { metadata: { name: more } } ]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, namespace: shop }
spec:
  parentRefs: [ { name: outside } ]
  hostnames: [c.example.com, d.example.com]
  rules: [ { matches: [ { path: { type: Exact, value: /api }, method: GET } ], filters: [ { type: URLRewrite } ], timeouts: { request: 5s }, backendRefs: [ { name: api, port: 80, weight: 90 }, { name: api-next, port: 80, weight: 10 } ] } ]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec: { template: { metadata: { labels: { app: api } }, spec: { containers: [ { name: a, image: "registry.example.com/api:1" } ] } } }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [ { port: 80, targetPort: 8080 } ] }
---
apiVersion: v1
kind: ReplicationController
metadata: { name: old, namespace: shop }
spec: { replicas: 4, selector: { app: old }, template: { metadata: { labels: { app: old } }, spec: { containers: [ { name: o, image: "registry.example.com/old:1" } ] } } }
---
apiVersion: v1
kind: Pod
metadata: { name: lone, namespace: shop }
spec: { restartPolicy: Always, nodeName: n1, containers: [ { name: l, image: "registry.example.com/lone:1" } ] }
`;

/** Lines stand for pointers, so that a note tells to the field what it is about. */
const pointers: string[] = [''];
const manifests = manifestsOf(SHOP).map((manifest, index) => ({
  ...manifest,
  lineOf: (pointer: string) => pointers.push(`${index}${pointer}`) - 1,
}));
const { leaves, mappings } = placesIn(manifests);

function importing(objects: readonly ImportedManifest[]) {
  const result = importKubernetes({ manifests: objects, answers: {} });
  return {
    /** What the people see, without places. */
    seen: JSON.stringify(result, (key, value) =>
      key === 'line' ? undefined : value,
    ),
    isTold: ({ object, path }: FieldPlace) =>
      result.notCarriedOver.some(
        ({ line }) =>
          pointers[line].includes('/') &&
          covers(pointers[line], `${object}${pointerOf(path)}`),
      ),
  };
}

function named({ object, path }: FieldPlace): string {
  const { kind, metadata } = manifests[object].object;
  return `${kind} ${metadata.name} ${path.join('.')}`;
}

/** What a cluster wrote, what only names or selects, what is said twice, and what the platform does alike. */
const SAYS_NOTHING = [
  / (apiVersion|kind)$/,
  / metadata\.(name|namespace|uid|resourceVersion|generation)$/,
  / status\./,
  /(labels|matchLabels|selector)\.app$/,
  /\.containers\.0\.name$/,
  /^Service \w+ spec\.(clusterIP|ports\.0\.(name|port|nodePort|targetPort))$/,
  /^Ingress cart spec\.(ingressClassName|rules\.\d\.http\.paths\.\d\.(pathType|backend\.service\.port\.number))$/,
  /^HTTPRoute api spec\.(parentRefs\.0\.name|rules\.0\.backendRefs\.0\.port)$/,
  /^HorizontalPodAutoscaler web spec\.(scaleTargetRef\.kind|metrics\.\d\.(type|resource\.name))$/,
  /^NetworkPolicy cart spec\.(policyTypes\.\d|ingress\.0\.ports\.0\.port)$/,
  /^Deployment web spec\.(replicas|template\.spec\.serviceAccountName)$/,
  /^Deployment \w+ .*(Probe\.httpGet\.port|ports\.0\.containerPort)$/,
  /^Pod lone spec\.(restartPolicy|nodeName)$/,
];

/** Mappings that select by whatever is in them, and what the cluster wrote. */
const SELECTS = /([sS]elector|matchLabels|scaleTargetRef| status)$/;

describe('Nothing of a manifest is lost in silence', () => {
  const before = importing(manifests);

  it('each value is in a draft or in the list: without it the outcome is another one', () => {
    const silent = leaves
      .filter(
        place =>
          !SAYS_NOTHING.some(pattern => pattern.test(named(place))) &&
          !before.isTold(place) &&
          importing(changed(manifests, place, take)).seen === before.seen,
      )
      .map(named);
    expect(silent).toEqual([]);
  });

  const accountsFor = (place: FieldPlace, value: unknown) => {
    const after = importing(
      changed(manifests, place, (parent, key) =>
        Reflect.set(parent, key, value),
      ),
    );
    return after.isTold(place) || after.seen !== before.seen;
  };
  const within = (field: string) =>
    mappings
      .filter(place => !SELECTS.test(named(place)))
      .map(place => ({ ...place, path: [...place.path, field] }));

  it('a field that nobody knows is listed, wherever it stands', () => {
    expect(
      within('newField')
        .filter(place => !accountsFor(place, 'x'))
        .map(named),
    ).toEqual([]);
  });

  it('and whatever it is called and says', () => {
    fc.assert(
      fc.property(
        fc
          .stringMatching(/^x[a-z]{5}Z$/)
          .chain(field => fc.constantFrom(...within(field))),
        fc.constantFrom<unknown>('a', 7, true, false, ['a'], { a: 'b' }),
        (place, value) => {
          expect(accountsFor(place, value)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});
