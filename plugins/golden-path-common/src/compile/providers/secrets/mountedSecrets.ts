import type { IEnvVar } from 'kubernetes-models/v1';
import { SECRETS_VOLUME } from '../../derive/container/volumes';
import type { EnvironmentContext, SecretAccess } from '../../context';
import { envSecretName, filesSecretName } from '../../names';
import {
  SECRET_FILES_PATH,
  type SecretVariable,
  type ValuePart,
} from '../../secretPlan';
import type { ContainerSettings } from '../../../settings';
import { composedVariable, partNames } from './composedVariable';

/** Volume whose mount makes the driver write the Secret that variables are read from. */
const VARIABLES_VOLUME = 'secrets-env';
/** Nothing has to read it there, but a volume that no container mounts is never set up. */
const VARIABLES_PATH = '/etc/secrets-env';
const DRIVER = 'secrets-store.csi.k8s.io';

type SecretPart = Extract<ValuePart, { secret: string }>;

/** Through volumes of the Secrets Store CSI driver, and a Secret with the parts of what becomes variables. */
export const mountedSecrets: SecretAccess = {
  variables: variablesOf,
  volumes: ctx => [
    ...(ctx.secrets.files.length > 0
      ? [
          {
            volume: volume(SECRETS_VOLUME, filesSecretName(ctx.name)),
            from: 'intent:/spec/secrets',
            why: 'Secrets that no variable uses are files, read from the store when a pod starts and kept in memory only; one that was rotated arrives without a restart.',
          },
        ]
      : []),
    ...(ctx.secrets.variables.length > 0
      ? [
          {
            volume: volume(VARIABLES_VOLUME, envSecretName(ctx.name)),
            from: 'intent:/spec/secrets',
            why: `The driver writes the Secret ${envSecretName(
              ctx.name,
            )} while a pod that has this volume runs; variables are read from it.`,
          },
        ]
      : []),
  ],
  mounts: (ctx, container) => [
    ...(container.main && ctx.secrets.files.length > 0
      ? [
          {
            name: SECRETS_VOLUME,
            mountPath: SECRET_FILES_PATH,
            readOnly: true,
          },
        ]
      : []),
    ...(variablesIn(ctx, container).length > 0
      ? [
          {
            name: VARIABLES_VOLUME,
            mountPath: VARIABLES_PATH,
            readOnly: true,
          },
        ]
      : []),
  ],
};

function volume(name: string, secretProviderClass: string) {
  return {
    name,
    csi: {
      driver: DRIVER,
      readOnly: true,
      volumeAttributes: { secretProviderClass },
    },
  };
}

function variablesIn(
  ctx: EnvironmentContext,
  container: ContainerSettings,
): SecretVariable[] {
  return ctx.secrets.variables.filter(
    variable => variable.container === container.name,
  );
}

/** A variable that is one secret and nothing else needs no parts. */
function isWhole(parts: readonly ValuePart[]): parts is [SecretPart] {
  return parts.length === 1 && 'secret' in parts[0];
}

function variablesOf(
  ctx: EnvironmentContext,
  container: ContainerSettings,
): ReturnType<SecretAccess['variables']> {
  const secretName = envSecretName(ctx.name);
  const reference = (name: string, { secret, key }: SecretPart): IEnvVar => ({
    name,
    valueFrom: { secretKeyRef: { name: secretName, key: `${secret}.${key}` } },
  });
  const parts = variablesIn(ctx, container)
    .filter(variable => !isWhole(variable.parts))
    .flatMap(variable => variable.parts)
    .filter(part => 'secret' in part);
  const names = partNames(parts, [
    ...Object.keys(container.env),
    'OTEL_SERVICE_NAME',
    'OTEL_RESOURCE_ATTRIBUTES',
  ]);
  const nameOf = ({ secret, key }: SecretPart) =>
    names.get(`${secret}.${key}`) ?? '';
  const given = new Set<string>();
  return ({ variable, parts: own, at }) => {
    const from = `intent:${at}`;
    if (isWhole(own)) {
      return [
        {
          variable: reference(variable, own[0]),
          from,
          why: `${variable} is a secret, read from the Secret ${secretName} and never in Git.`,
        },
      ];
    }
    const before = own
      .filter(part => 'secret' in part)
      .filter(part => {
        const name = nameOf(part);
        return !given.has(name) && given.add(name);
      });
    return [
      ...before.map(part => ({
        variable: reference(nameOf(part), part),
        from,
        why: `Key ${part.key} of ${part.secret}, which ${variable} is composed of.`,
      })),
      {
        variable: { name: variable, value: composedVariable(own, nameOf) },
        from,
        why: `The kubelet puts the secrets in their places when a pod starts; the text around them is taken as it stands ($$ is a dollar), and no value stands in Git.`,
      },
    ];
  };
}
