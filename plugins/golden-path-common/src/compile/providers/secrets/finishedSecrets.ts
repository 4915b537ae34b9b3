import { SECRETS_VOLUME } from '../../derive/container/volumes';
import { envSecretName, filesSecretName } from '../../names';
import type { SecretAccess } from '../../context';
import { SECRET_FILES_PATH, variableKey } from '../../secretPlan';

/** Through Kubernetes Secrets that hold finished values: one for variables, one for files. */
export const finishedSecrets: SecretAccess = {
  variables: ctx => {
    const name = envSecretName(ctx.name);
    return variable => [
      {
        variable: {
          name: variable.variable,
          valueFrom: { secretKeyRef: { name, key: variableKey(variable) } },
        },
        from: `intent:${variable.at}`,
        why: `${variable.variable} holds a secret, so its value is composed in the Secret ${name} and never stands in Git.`,
      },
    ];
  },
  volumes: ctx => {
    const { files } = ctx.secrets;
    return files.length === 0
      ? []
      : [
          {
            volume: {
              name: SECRETS_VOLUME,
              secret: {
                secretName: filesSecretName(ctx.name),
                defaultMode: 0o444,
                items: files.map(({ secret, key }) => ({
                  key: `${secret}.${key}`,
                  path: `${secret}/${key}`,
                })),
              },
            },
            from: 'intent:/spec/secrets',
            why: `No variable uses ${files
              .map(({ secret, key }) => `${secret}.${key}`)
              .join(
                ', ',
              )}, so each is a read-only file; a rotated secret arrives without a restart.`,
          },
        ];
  },
  mounts: (ctx, container) =>
    container.main && ctx.secrets.files.length > 0
      ? [
          {
            name: SECRETS_VOLUME,
            mountPath: SECRET_FILES_PATH,
            readOnly: true,
          },
        ]
      : [],
};
