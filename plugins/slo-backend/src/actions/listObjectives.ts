import {
  OBJECTIVE_STATES,
  objectiveReadPermission,
} from '@fairway/plugin-slo-common';
import type { ActionOptions } from './options';

const DEFAULT_LIMIT = 20;

export function registerListObjectives(options: ActionOptions): void {
  const { access, actionsRegistry, callers, fleet } = options;
  actionsRegistry.register({
    name: 'list-objectives',
    title: 'List service level objectives',
    description: `
Lists service level objectives with their state, the worst first (permission \`${
      objectiveReadPermission.name
    }\`).

## Filters
- \`state\`: ${OBJECTIVE_STATES.join(', ')}; all when left out.
- \`service\`, \`system\`, \`tier\`: by name. \`owner\`: entity ref such as "group:default/payments".
- \`search\`: part of the id, the title or the service.

## Pages
At most \`limit\` rows; hand \`nextCursor\` back as \`cursor\` for more. It is missing on the last page.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: objectiveReadPermission,
    schema: {
      input: z =>
        z.object({
          state: z.enum(OBJECTIVE_STATES).optional(),
          service: z.string().max(255).optional(),
          owner: z.string().max(255).optional(),
          system: z.string().max(255).optional(),
          tier: z.string().max(255).optional(),
          search: z.string().max(100).optional(),
          cursor: z.string().max(200).optional(),
          limit: z
            .number()
            .int()
            .min(1)
            .max(100)
            .optional()
            .describe(`Rows of the page, ${DEFAULT_LIMIT} when left out`),
        }),
      output: z =>
        z.object({
          total: z.number(),
          nextCursor: z.string().optional(),
          items: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              service: z.string(),
              owner: z.string().optional(),
              target: z.number().describe('Share that has to be good'),
              window: z.string(),
              state: z.string(),
              reason: z.string().optional(),
              budgetLeft: z
                .number()
                .optional()
                .describe('Share of the budget; below 0 it is overspent'),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'Which budgets are spent',
        input: { state: 'exhausted' },
      },
      {
        title: 'How one team does',
        input: { owner: 'group:default/payments', limit: 50 },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await callers.with(credentials);
      await access.require(caller, objectiveReadPermission);
      const { state, owner, limit, ...filter } = input;
      const page = await fleet.list({
        ...filter,
        states: state && [state],
        owners: owner === undefined ? undefined : [owner],
        sort: 'state',
        direction: 'asc',
        limit: limit ?? DEFAULT_LIMIT,
      });
      return {
        output: {
          total: page.total,
          nextCursor: page.nextCursor,
          items: page.items.map(item => ({
            id: item.id,
            title: item.title,
            service: item.service,
            owner: item.owner,
            target: item.target,
            window: item.window,
            state: item.state,
            reason: item.reason,
            budgetLeft: item.budget?.ratio,
          })),
        },
      };
    },
  });
}
