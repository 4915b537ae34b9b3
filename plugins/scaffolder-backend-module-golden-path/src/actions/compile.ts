import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  intentFromForm,
  MAX_ACCEPT_ON,
  WORKLOAD_TYPES,
  type CompileAnswer,
} from '@fairway/plugin-golden-path-common';
import type { GoldenPathClient } from '../services/GoldenPathClient';
import { compileExamples } from './examples';
import { report } from './report';

/**
 * `fairway:compile`: turns the values of a form (or an intent) into a checked intent and says what it would give.
 * Writes nothing, so it does the same in a dry run and when a task is recovered.
 * @public
 */
export function createCompileAction(options: { client: GoldenPathClient }) {
  const { client } = options;
  return createTemplateAction({
    id: 'fairway:compile',
    description:
      'Compiles a service intent against the platform contract and the fleet. Fails with every finding that denies; writes nothing.',
    examples: compileExamples,
    supportsDryRun: true,
    schema: {
      input: {
        workloadType: z =>
          z
            .enum(WORKLOAD_TYPES)
            .optional()
            .describe('Workload type of the form; leave out with `intent`'),
        form: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('Values of the template form'),
        intent: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('A whole service intent, instead of `form`'),
        acceptOn: z =>
          z
            .array(z.string())
            .max(MAX_ACCEPT_ON)
            .optional()
            .describe(
              'Services whose side of an agreement is added in the same request',
            ),
        releaseOn: z =>
          z
            .array(z.string())
            .max(MAX_ACCEPT_ON)
            .optional()
            .describe(
              'Services that it no longer calls, whose line that accepts it goes in the same request',
            ),
      },
      output: {
        intent: z => z.record(z.unknown()).describe('The checked intent'),
        contractVersion: z => z.string().describe('Contract it holds under'),
        monthlyCost: z => z.string().describe('Cost a month, with currency'),
        review: z => z.string().describe('`automatic` or `review`'),
        reviewers: z => z.array(z.string()).describe('Kinds of reviewer'),
      },
    },
    async handler(ctx) {
      const { workloadType, form, intent, acceptOn, releaseOn } = ctx.input;
      const answer: CompileAnswer = await client.compile(
        {
          ...(acceptOn?.length ? { acceptOn } : {}),
          ...(releaseOn?.length ? { releaseOn } : {}),
          intent:
            intent ??
            intentFromForm({
              workloadType: workloadType ?? 'http-api',
              form: form ?? {},
            }),
        },
        {
          credentials: await ctx.getInitiatorCredentials(),
          signal: ctx.signal,
        },
      );
      report(ctx.logger, answer);
      ctx.output('intent', { ...answer.intent });
      ctx.output('contractVersion', answer.contractVersion);
      ctx.output(
        'monthlyCost',
        `${answer.cost.monthly} ${answer.cost.currency}`,
      );
      ctx.output('review', answer.review.decision);
      ctx.output('reviewers', answer.review.reviewers);
    },
  });
}
