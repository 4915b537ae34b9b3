import type { Because } from '../../../model';
import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { ExternalSecret } from '../../crds/externalSecret';
import { goDuration } from '../../goDuration';
import { envSecretName, filesSecretName } from '../../names';
import { variableKey } from '../../secretPlan';
import type { Provider } from '../provider';
import { finishedSecrets } from './finishedSecrets';
import { goTemplate } from './goTemplate';
import { storePath } from './storePath';

type SecretKey = { secret: string; key: string };

/** Secrets from the external store: one object for what becomes variables, one for what becomes files. */
export const externalSecrets: Provider<'secrets'> = {
  layer: 'secrets',
  name: 'external-secrets',
  secretAccess: finishedSecrets,
  derive: ctx => {
    const derived: Derived[] = [];
    if (ctx.secrets.variables.length > 0) {
      derived.push(deriveVariables(ctx));
    }
    if (ctx.secrets.files.length > 0) {
      derived.push(deriveFiles(ctx));
    }
    if (derived.length === 0) {
      ctx.leaveOut({
        what: 'ExternalSecret',
        why: 'The intent uses no secrets.',
        from: 'intent:/spec/secrets',
      });
    }
    return derived;
  },
};

function deriveVariables(ctx: EnvironmentContext): Derived {
  const { variables } = ctx.secrets;
  const keys = new Map<string, SecretKey>();
  const data: Record<string, string> = {};
  const reasons: Because[] = [];
  for (const variable of variables) {
    data[variableKey(variable)] = goTemplate(variable.parts);
    reasons.push(
      because(
        pointer('spec', 'target', 'template', 'data', variableKey(variable)),
        `intent:${variable.at}`,
        `The value of ${variable.variable}, with each secret put in its place; text around it is taken as it stands.`,
      ),
    );
    for (const part of variable.parts) {
      if ('secret' in part) {
        keys.set(`${part.secret}.${part.key}`, part);
      }
    }
  }
  return deriveExternalSecret({
    ctx,
    name: envSecretName(ctx.name),
    keys: [...keys.values()],
    template: { engineVersion: 'v2', mergePolicy: 'Replace', data },
    why: `${variables.map(({ variable }) => variable).join(', ')} ${
      variables.length === 1 ? 'holds' : 'hold'
    } secrets, which never stand in Git.`,
    reasons: [
      because(
        '/spec/target/template',
        'fairway:composed-values',
        'The Secret holds finished values only, not the parts that they are made of.',
      ),
      ...reasons,
    ],
  });
}

function deriveFiles(ctx: EnvironmentContext): Derived {
  return deriveExternalSecret({
    ctx,
    name: filesSecretName(ctx.name),
    keys: ctx.secrets.files,
    why: 'Secrets that no variable uses are mounted as files.',
    reasons: [],
  });
}

function deriveExternalSecret(options: {
  ctx: EnvironmentContext;
  name: string;
  keys: SecretKey[];
  template?: ExternalSecret['spec']['target']['template'];
  why: string;
  reasons: Because[];
}): Derived {
  const { ctx, name, keys, template } = options;
  const { store, refreshInterval } = ctx.contract.providers.secrets;
  const object: ExternalSecret = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadataOf(ctx, name),
    spec: {
      refreshInterval: goDuration(refreshInterval),
      secretStoreRef: { kind: 'ClusterSecretStore', name: store },
      target: {
        name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        ...(template ? { template } : undefined),
      },
      data: keys.map(({ secret, key }) => ({
        secretKey: `${secret}.${key}`,
        remoteRef: {
          key: storePath(ctx, secret),
          property: key,
          conversionStrategy: 'Default',
          decodingStrategy: 'None',
          metadataPolicy: 'None',
        },
      })),
    },
  };
  return derivedForService(ctx, object, [
    because('', 'intent:/spec/secrets', options.why),
    because(
      '/spec/refreshInterval',
      'contract:/providers/secrets/refreshInterval',
      `A rotated secret arrives within ${refreshInterval}.`,
    ),
    because(
      '/spec/secretStoreRef',
      'contract:/providers/secrets/store',
      `${store} is where the secrets of record are.`,
    ),
    because(
      '/spec/target',
      'fairway:secret-target',
      'The Secret belongs to this object and goes with it; an outage of the store does not take it away.',
    ),
    ...keys.map(({ secret, key }, index) =>
      because(
        `/spec/data/${index}`,
        `intent:/spec/secrets/${secret}`,
        `Key ${key} of ${secret}, at ${storePath(
          ctx,
          secret,
        )} by the pattern of the contract.`,
      ),
    ),
    ...options.reasons,
  ]);
}
