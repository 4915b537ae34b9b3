import { because, pointer } from '../../because';
import type { PodFacts, Provider } from '../provider';
import type { AnnotationSet } from '../../context';
import { deriveAuthorization, denyByDefault } from './authorization';
import { ownMetricsPort } from './metrics';
import { derivePeerAuthentication } from './mode';
import { deriveOutside, knownHostsOnly } from './outside';
import { deriveSplit, meshSplit } from './split';

const ISTIOD = 'istiod';
/** Port on which sidecars get certificates and configuration. */
const XDS_PORT = 15012;

/**
 * Identity and encryption between services by Istio, with a sidecar in every pod. The agreements hold twice: by
 * address in the network rules, by identity here. Strict mode, in which only agreed identities get in, is a step of
 * its own for each environment or namespace.
 */
export const istio: Provider<'mesh'> = {
  layer: 'mesh',
  name: 'istio',
  derive: ctx => [
    ...deriveAuthorization(ctx),
    ...deriveSplit(ctx),
    ...deriveOutside(ctx),
  ],
  deriveNamespace: ctx => [
    derivePeerAuthentication(ctx),
    denyByDefault(ctx),
    ...knownHostsOnly(ctx),
  ],
  namespaceLabels: ({ contract }) => {
    const { revision } = contract.providers.mesh;
    const [key, value] = revision
      ? ['istio.io/rev', revision]
      : ['istio-injection', 'enabled'];
    return {
      labels: { [key]: value },
      reasons: [
        because(
          pointer('metadata', 'labels', key),
          revision
            ? 'contract:/providers/mesh/revision'
            : 'contract:/providers/mesh/provider',
          'Every pod that starts here gets a sidecar, which gives it an identity.',
        ),
      ],
    };
  },
  podAnnotations,
  platformTraffic: ({ contract }) => [
    {
      name: 'mesh',
      direction: 'egress',
      namespace: contract.providers.mesh.namespace ?? 'istio-system',
      podLabels: { app: ISTIOD },
      ports: [XDS_PORT],
      from: 'contract:/providers/mesh',
      why: `Sidecars get certificates and configuration from ${ISTIOD} on port ${XDS_PORT}; without it no pod becomes ready.`,
    },
  ],
  trafficSplit: () => meshSplit,
  routesByName: true,
};

function podAnnotations({ contract, main }: PodFacts): AnnotationSet {
  const { sidecar } = contract.providers.mesh;
  const set: AnnotationSet = { annotations: {}, reasons: [] };
  const add = (key: string, value: string, from: string, why: string) => {
    set.annotations[key] = value;
    set.reasons.push(
      because(pointer('metadata', 'annotations', key), from, why),
    );
  };
  if (sidecar) {
    const from = 'contract:/providers/mesh/sidecar';
    add(
      'sidecar.istio.io/proxyCPU',
      sidecar.cpu,
      `${from}/cpu`,
      'CPU that the sidecar requests beside the containers of the intent.',
    );
    add(
      'sidecar.istio.io/proxyMemory',
      sidecar.memory,
      `${from}/memory`,
      'Memory that the sidecar requests.',
    );
    add(
      'sidecar.istio.io/proxyMemoryLimit',
      sidecar.memoryLimit,
      `${from}/memoryLimit`,
      'A sidecar that leaks is killed before its neighbours suffer.',
    );
  }
  const metrics = ownMetricsPort(main);
  if (metrics !== undefined) {
    add(
      'traffic.sidecar.istio.io/excludeInboundPorts',
      String(metrics),
      'intent:/spec/containers',
      `Port ${metrics} carries metrics only and passes the sidecar by, so that a scraper without an identity reads them in strict mode too; the network rules still let nobody else there.`,
    );
  }
  return set;
}
