import { NotFoundError } from '@backstage/errors';
import {
  contractReadPermission,
  explain,
} from '@fairway/plugin-golden-path-common';
import type { ActionOptions } from './options';

export function registerExplainObject(options: ActionOptions): void {
  const { access, actionsRegistry, desiredState } = options;
  actionsRegistry.register({
    name: 'explain-object',
    title: 'Explain a derived object',
    description: `
Says why a Kubernetes object of a merged service is there, or why one of its fields has its value: the path of the
intent, the rule of the platform contract or the policy that it comes from.

\`field\` is a JSON pointer such as \`/spec/replicas\`; without it the reasons of the whole object are given. When
nothing of that kind and name is derived, the error says what is, and why this was left out.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: contractReadPermission,
    schema: {
      input: z =>
        z.object({
          service: z.string().max(53).describe('Name of a merged service'),
          kind: z.string().max(63).describe('Such as Deployment'),
          name: z.string().max(253).describe('Name of the object'),
          field: z
            .string()
            .max(512)
            .optional()
            .describe('JSON pointer into the object'),
        }),
      output: z =>
        z.object({
          service: z.string(),
          kind: z.string(),
          name: z.string(),
          objects: z.array(
            z.object({
              places: z.array(
                z.object({
                  env: z.string(),
                  cluster: z.string(),
                  path: z.string(),
                }),
              ),
              value: z.unknown(),
              reasons: z.array(
                z.object({ at: z.string(), from: z.string(), why: z.string() }),
              ),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'Why a service has its number of replicas',
        input: {
          service: 'payments-api',
          kind: 'Rollout',
          name: 'payments-api',
          field: '/spec/replicas',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await access.callerOf(credentials);
      await access.require(caller, contractReadPermission);
      const { service, kind, name, field } = input;
      const { result } = await desiredState.service(service);
      const explanation = explain({ result, kind, name, field });
      if (explanation.objects.length === 0) {
        const leftOut = (explanation.leftOut ?? []).map(each => each.why);
        throw new NotFoundError(
          [
            `${service} has no ${kind} ${name}.`,
            ...leftOut,
            `It has ${(explanation.known ?? []).join(', ')}.`,
          ].join(' '),
        );
      }
      return {
        output: {
          service,
          kind,
          name,
          objects: explanation.objects.map(({ places, value, reasons }) => ({
            places,
            value,
            reasons: reasons.map(({ at, from, why }) => ({ at, from, why })),
          })),
        },
      };
    },
  });
}
