import { deliveryReadPermission } from '@fairway/plugin-golden-path-common';
import type { ActionOptions } from './options';

export function registerGetDelivery(options: ActionOptions): void {
  const { access, actionsRegistry, delivery } = options;
  actionsRegistry.register({
    name: 'get-delivery',
    title: 'How far the releases of a service got',
    description: `
Tells for one service and each of its environments which image is there, how far its delivery got, what proves each
step, and whether it may be promoted or rolled back (permission \`${deliveryReadPermission.name}\`).

## Steps
proposed, built, scanned, signed, desired-state-updated, synced, ready, canary, promoted or rolled-back, stable. Each is
\`done\`, \`failed\`, \`waiting\`, \`missing\` (passed over without evidence) or \`not-applicable\`; \`why\` says why.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          service: z.string().max(53).describe('Name of the service'),
        }),
      output: z =>
        z.object({
          service: z.string(),
          environments: z.array(
            z.object({
              environment: z.string(),
              image: z.string().optional(),
              state: z.string().optional(),
              failed: z.boolean(),
              since: z.string().optional(),
              steps: z.array(
                z.object({
                  state: z.string(),
                  status: z.string(),
                  at: z.string().optional(),
                  evidence: z.string().optional(),
                  why: z.string().optional(),
                }),
              ),
              promote: z
                .object({
                  to: z.string(),
                  allowed: z.boolean(),
                  why: z.string().optional(),
                })
                .optional(),
              rollback: z.object({
                allowed: z.boolean(),
                why: z.string().optional(),
              }),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'What runs where, and what is not proven',
        input: { service: 'payments-api' },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await access.callerOf(credentials);
      await access.require(caller, deliveryReadPermission);
      const { service, environments } = await delivery.view.get(input.service, {
        openRequests: async () => [],
        mayChange: intent => delivery.moves.mayChange(caller, intent),
      });
      return {
        output: {
          service,
          environments: environments.map(
            ({ environment, release, since, steps, promote, rollback }) => ({
              environment,
              image: release?.image,
              state: release?.state,
              failed: release?.failed ?? false,
              since,
              steps: steps.map(({ state, status, at, evidence, why }) => ({
                state,
                status,
                at,
                evidence: evidence.at(-1)?.summary,
                why,
              })),
              promote,
              rollback: {
                allowed: rollback?.allowed ?? false,
                why: rollback?.why,
              },
            }),
          ),
        },
      };
    },
  });
}
