import { writeYaml } from '../../../yaml';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { SecretProviderClass } from '../../crds/secretProviderClass';
import { envSecretName, filesSecretName } from '../../names';
import type { Provider } from '../provider';
import { mountedSecrets } from './mountedSecrets';
import { filled, storePath } from './storePath';

/** Where Vault answers for the second version of its key-value engine, mounted as it is by default. */
const DEFAULT_MOUNT = 'secret/data';
const DEFAULT_ROLE = '{environment}-{team}-{service}';

type SecretKey = { secret: string; key: string };

/** Secrets from the external store by the Secrets Store CSI driver: one class for variables, one for files. */
export const csiSecretsStore: Provider<'secrets'> = {
  layer: 'secrets',
  name: 'csi-secrets-store',
  secretAccess: mountedSecrets,
  derive: ctx => {
    const { variables, files } = ctx.secrets;
    if (variables.length === 0 && files.length === 0) {
      ctx.leaveOut({
        what: 'SecretProviderClass',
        why: 'The intent uses no secrets.',
        from: 'intent:/spec/secrets',
      });
      return [];
    }
    ctx.leaveOut({
      what: 'Refresh interval of secrets',
      why: `The driver has one interval for all that it mounts (rotationPollInterval); the platform sets it to the ${ctx.contract.providers.secrets.refreshInterval} of the contract.`,
      from: 'contract:/providers/secrets/refreshInterval',
    });
    return [
      ...(variables.length > 0 ? [deriveVariables(ctx)] : []),
      ...(files.length > 0
        ? [
            deriveClass({
              ctx,
              name: filesSecretName(ctx.name),
              keys: files,
              objectName: ({ secret, key }) => `${secret}/${key}`,
              why: 'Secrets that no variable uses are mounted as files.',
            }),
          ]
        : []),
    ];
  },
};

function deriveVariables(ctx: EnvironmentContext): Derived {
  const { variables } = ctx.secrets;
  const keys = new Map<string, SecretKey>();
  for (const part of variables.flatMap(({ parts }) => parts)) {
    if ('secret' in part) {
      keys.set(objectName(part), part);
    }
  }
  const secretName = envSecretName(ctx.name);
  return deriveClass({
    ctx,
    name: secretName,
    keys: [...keys.values()],
    objectName,
    secretName,
    why: `${variables.map(({ variable }) => variable).join(', ')} ${
      variables.length === 1 ? 'holds' : 'hold'
    } secrets, which never stand in Git.`,
  });
}

function objectName({ secret, key }: SecretKey): string {
  return `${secret}.${key}`;
}

function deriveClass(options: {
  ctx: EnvironmentContext;
  name: string;
  keys: SecretKey[];
  /** Name of the file in the volume. */
  objectName(key: SecretKey): string;
  /** Secret that the driver writes as well. */
  secretName?: string;
  why: string;
}): Derived {
  const { ctx, name, keys, secretName } = options;
  const { csi, store } = ctx.contract.providers.secrets;
  const mount = csi?.mount ?? DEFAULT_MOUNT;
  const roleName = filled(ctx, csi?.role ?? DEFAULT_ROLE);
  const object: SecretProviderClass = {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: metadataOf(ctx, name),
    spec: {
      provider: 'vault',
      parameters: {
        roleName,
        ...(csi?.address ? { vaultAddress: csi.address } : undefined),
        objects: writeYaml(
          keys.map(each => ({
            objectName: options.objectName(each),
            secretPath: `${mount}/${storePath(ctx, each.secret)}`,
            secretKey: each.key,
          })),
        ),
      },
      ...(secretName
        ? {
            secretObjects: [
              {
                secretName,
                type: 'Opaque',
                labels: ctx.labels.labels,
                data: keys.map(each => ({
                  objectName: options.objectName(each),
                  key: objectName(each),
                })),
              },
            ],
          }
        : undefined),
    },
  };
  return derivedForService(ctx, object, [
    because('', 'intent:/spec/secrets', options.why),
    because(
      '/spec/provider',
      'contract:/providers/secrets/store',
      `${store} is where the secrets of record are.`,
    ),
    because(
      '/spec/parameters/roleName',
      'contract:/providers/secrets/csi/role',
      `The driver signs in as the service account of the pod with the role ${roleName}, so one service cannot read what another one may.`,
    ),
    ...(csi?.address
      ? [
          because(
            '/spec/parameters/vaultAddress',
            'contract:/providers/secrets/csi/address',
            'Where the store answers.',
          ),
        ]
      : []),
    because(
      '/spec/parameters/objects',
      'contract:/providers/secrets/pathPattern',
      `${keys
        .map(
          ({ secret, key }) =>
            `key ${key} of ${secret} at ${mount}/${storePath(ctx, secret)}`,
        )
        .join('; ')}, by the pattern of the contract.`,
    ),
    ...(secretName
      ? [
          because(
            '/spec/secretObjects',
            'fairway:secret-target',
            'Variables can only be read from a Secret: the driver writes it when the first pod starts, and takes it away with the last one.',
          ),
        ]
      : []),
  ]);
}
