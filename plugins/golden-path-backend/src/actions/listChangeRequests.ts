import { changeRequestReadPermission } from '@fairway/plugin-golden-path-common';
import type { ActionOptions } from './options';

const DEFAULT_LIMIT = 20;

export function registerListChangeRequests(options: ActionOptions): void {
  const { access, actionsRegistry, changeRequests } = options;
  actionsRegistry.register({
    name: 'list-change-requests',
    title: 'List change requests',
    description: `
Lists change requests of the golden path, newest first, as far as the caller may read them
(permission \`${changeRequestReadPermission.name}\`).

## Filters
- \`state\`: "open", "merged" or "closed"; all when left out.
- \`service\`: name of one service.
- \`awaitingMe\`: only open requests that wait for an approval the caller may give.
- \`search\`: part of the title, the service or the owner.

## Pages
At most \`limit\` rows; hand \`nextCursor\` back as \`cursor\` for more. It is missing on the last page.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          state: z.enum(['open', 'merged', 'closed']).optional(),
          service: z.string().max(63).optional(),
          awaitingMe: z.boolean().optional(),
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
              number: z.number(),
              title: z.string(),
              service: z.string(),
              owner: z.string(),
              author: z.string(),
              state: z.enum(['open', 'merged', 'closed']),
              awaiting: z.array(z.string()),
              url: z.string(),
              updatedAt: z.string(),
              deny: z.number(),
              warn: z.number(),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'What waits for my approval',
        input: { state: 'open', awaitingMe: true },
      },
      {
        title: 'Everything that was proposed for one service',
        input: { service: 'payments-api', limit: 50 },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await access.callerOf(credentials);
      const page = await changeRequests.list(caller, {
        ...input,
        limit: input.limit ?? DEFAULT_LIMIT,
      });
      return {
        output: {
          total: page.total,
          nextCursor: page.nextCursor,
          items: page.items.map(item => ({
            id: item.id,
            number: item.number,
            title: item.title,
            service: item.service,
            owner: item.owner,
            author: item.author,
            state: item.state,
            awaiting: item.awaiting,
            url: item.url,
            updatedAt: item.updatedAt,
            deny: item.counts.deny,
            warn: item.counts.warn,
          })),
        },
      };
    },
  });
}
