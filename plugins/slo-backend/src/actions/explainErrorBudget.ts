import {
  objectiveReadPermission,
  type BudgetArithmetic,
} from '@fairway/plugin-slo-common';
import type { ActionOptions } from './options';

export function registerExplainErrorBudget(options: ActionOptions): void {
  const { access, actionsRegistry, callers, objectives } = options;
  actionsRegistry.register({
    name: 'explain-error-budget',
    title: 'Explain an error budget',
    description: `
Shows the sum behind the error budget of one objective: good, bad and all events of the window, what exclusions took
out, how much may be bad and how much of that is spent, and what the platform contract says is to happen (permission
\`${objectiveReadPermission.name}\`). \`allowed\` is (1 − target) × total, \`spent\` is bad / allowed.
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
          state: z.string(),
          words: z.string().describe('The sum, for people'),
          arithmetic: z
            .object({
              from: z.string(),
              to: z.string(),
              unit: z.string(),
              good: z.number(),
              bad: z.number(),
              total: z.number(),
              excluded: z.object({
                bad: z.number(),
                total: z.number(),
                seconds: z.number(),
              }),
              target: z.number(),
              allowed: z.number(),
              spent: z.number(),
              coverage: z.number(),
            })
            .optional(),
          consequences: z.array(
            z.object({
              spentPercent: z.number(),
              consequence: z.string(),
              holds: z.boolean(),
            }),
          ),
          exclusions: z.array(
            z.object({
              from: z.string(),
              to: z.string(),
              reason: z.string(),
              by: z.string(),
              state: z.string(),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'Why so little is left',
        input: { objective: 'payments-api-availability' },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await callers.with(credentials);
      await access.require(caller, objectiveReadPermission);
      const found = await objectives.get(caller, input.objective);
      const { arithmetic } = found;
      return {
        output: {
          id: found.id,
          state: found.state,
          words: arithmetic
            ? sumOf(arithmetic)
            : found.reason ?? 'Nothing is known of it yet.',
          arithmetic,
          consequences: found.policy.rules,
          exclusions: found.exclusions.map(
            ({ from, to, reason, by, state }) => ({
              from,
              to,
              reason,
              by,
              state,
            }),
          ),
        },
      };
    },
  });
}

/** The sum in one sentence; its numbers are whole beside it. */
function sumOf(arithmetic: BudgetArithmetic): string {
  const { from, to, unit, bad, total, allowed, spent } = arithmetic;
  const percent = short(spent * 100);
  return `From ${from} to ${to}: ${short(bad)} of ${short(
    total,
  )} ${unit} were bad, ${short(
    allowed,
  )} may be; ${percent}% of the budget is spent.`;
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
