import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import type { ActionOptions } from './options';

export function registerGetObjectiveStatus(options: ActionOptions): void {
  const { access, actionsRegistry, callers, objectives } = options;
  actionsRegistry.register({
    name: 'get-objective-status',
    title: 'How an objective does',
    description: `
Tells for one objective its state, what is left of its error budget, how fast it goes over each window, which alerts
fire, and when nothing is left at this pace (permission \`${objectiveReadPermission.name}\`). \`at\` is when the source
was last asked with success; \`staleSince\` says since when it does not answer.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: objectiveReadPermission,
    schema: {
      input: z =>
        z.object({
          objective: z
            .string()
            .max(255)
            .describe('Id, as list-objectives tells it'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          title: z.string(),
          service: z.string(),
          owner: z.string().optional(),
          target: z.number(),
          window: z.string(),
          state: z.string(),
          reason: z.string().optional(),
          noBadSeries: z
            .literal(true)
            .optional()
            .describe(
              'Nobody counts bad events: there are events and no series of bad ones, as before the first error or with a misspelt label',
            ),
          sli: z.number().optional().describe('Share of good events'),
          budgetLeft: z
            .object({
              ratio: z.number(),
              minutes: z.number(),
              events: z.number().optional(),
            })
            .optional(),
          burn: z.array(
            z.object({ window: z.string(), rate: z.number().optional() }),
          ),
          exhaustsInSeconds: z.number().optional(),
          paceOf: z
            .string()
            .optional()
            .describe('Window at whose pace the budget is exhausted then'),
          firing: z.array(
            z.object({
              severity: z.string(),
              short: z.string(),
              long: z.string(),
              factor: z.number(),
            }),
          ),
          at: z.string().optional(),
          staleSince: z.string().optional(),
        }),
    },
    examples: [
      {
        title: 'Whether payments-api keeps what it promised',
        input: { objective: 'payments-api-availability' },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await callers.with(credentials);
      await access.require(caller, objectiveReadPermission);
      const found = await objectives.get(caller, input.objective);
      return {
        output: {
          id: found.id,
          title: found.title,
          service: found.service,
          owner: found.owner,
          target: found.target,
          window: found.window,
          state: found.state,
          reason: found.reason,
          noBadSeries: found.noBadSeries,
          sli: found.sli,
          budgetLeft: found.budget,
          burn: found.burns.length > 0 ? found.burns : found.burn,
          exhaustsInSeconds: found.exhaustsInSeconds,
          paceOf: found.paceOf,
          firing: found.alerts
            .filter(({ firing }) => firing)
            .map(({ severity, short, long, factor }) => ({
              severity,
              short,
              long,
              factor,
            })),
          at: found.at,
          staleSince: found.staleSince,
        },
      };
    },
  });
}
