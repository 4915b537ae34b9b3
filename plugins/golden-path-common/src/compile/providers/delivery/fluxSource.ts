import type { PlatformContract } from '../../../model';
import { because } from '../../because';
import type { Derived } from '../../context';
import type { GitRepository } from '../../crds/flux';

/** Name of the source in each cluster. */
export function sourceName(contract: PlatformContract): string {
  return contract.providers.delivery.project;
}

/**
 * Where a cluster reads from. The same bytes whichever service or namespace asks for it: all of a cluster share one,
 * so that the repository is fetched once.
 */
export function gitRepository(
  contract: PlatformContract,
  cluster: string,
): Derived {
  const { delivery } = contract.providers;
  const from = 'contract:/providers/delivery';
  const source: GitRepository = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: {
      name: sourceName(contract),
      namespace: delivery.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'fairway' },
    },
    spec: {
      url: urlOf(delivery.repository),
      ref: { branch: delivery.branch },
      interval: '1m',
      timeout: '1m',
      sparseCheckout: [`clusters/${cluster}`],
      ...(delivery.credentials === undefined
        ? undefined
        : { secretRef: { name: delivery.credentials } }),
    },
  };
  return {
    place: 'delivery',
    cluster,
    object: source,
    because: [
      because(
        '',
        from,
        `The GitOps repository, for every Kustomization of ${cluster}.`,
      ),
      because(
        '/metadata/namespace',
        `${from}/namespace`,
        'Where Flux looks for its sources.',
      ),
      because(
        '/metadata/labels',
        'fairway:shared',
        'Of no team and no service: all of the cluster share it.',
      ),
      because(
        '/spec/url',
        `${from}/repository`,
        'The repository that the contract names.',
      ),
      because(
        '/spec/ref',
        `${from}/branch`,
        'The branch that requests are merged into.',
      ),
      because(
        '/spec/interval',
        'fairway:git-is-the-truth',
        'A merge is in the cluster within a minute or so, also where no webhook tells of it.',
      ),
      because(
        '/spec/timeout',
        'fairway:progress',
        'A Git host that does not answer is asked again.',
      ),
      because(
        '/spec/sparseCheckout',
        'fairway:own-cluster',
        'The folder of this cluster only; what others run is not fetched.',
      ),
      ...(delivery.credentials === undefined
        ? []
        : [
            because(
              '/spec/secretRef',
              `${from}/credentials`,
              'The platform keeps the credentials there.',
            ),
          ]),
    ],
  };
}

/** Flux takes addresses with a scheme; the short form of SSH has none. */
function urlOf(repository: string): string {
  const short = /^(git@[^:/]+):(?!\/\/)(.+)$/.exec(repository);
  return short ? `ssh://${short[1]}/${short[2]}` : repository;
}
