import { z } from 'zod';
import {
  image,
  moment,
  name,
  type Parser,
  type ReceivedFact,
} from '../received';

const blank = z.literal('').transform(() => undefined);

const schema = z.object({
  event: z.enum([
    'step-completed',
    'completed',
    'aborted',
    'analysis-run-failed',
    'analysis-run-error',
  ]),
  service: name,
  environment: name,
  cluster: z.union([blank, name]).optional(),
  images: z.array(image).max(100).default([]),
  weight: z.union([blank, z.coerce.number().int().min(0).max(100)]).nullish(),
  /** Counted by the controller: tells the second rollout of an image from the first. */
  revision: z.string().max(20).optional(),
  at: z.union([blank, moment]).optional(),
  message: z.string().max(20_000).optional(),
});

/** A Rollout as the templates of docs/delivery.md tell it. */
export const argoRollouts: Parser = {
  expects: 'what the notification templates of docs/delivery.md send',
  parse(body) {
    const told = schema.parse(body);
    return [
      {
        subject: {
          service: told.service,
          environment: told.environment,
          images: told.images,
        },
        at: told.at,
        facts: {
          cluster: told.cluster,
          event: told.event,
          revision: told.revision,
          weight:
            told.weight === undefined || told.weight === null
              ? undefined
              : String(told.weight),
        },
        ...outcomeOf(told),
      },
    ];
  },
};

function outcomeOf({
  event,
  weight,
  message,
}: z.infer<typeof schema>): Pick<
  ReceivedFact,
  'state' | 'outcome' | 'summary'
> {
  const why = message ? `: ${message}` : '';
  switch (event) {
    case 'step-completed':
      return {
        state: 'canary',
        outcome: 'passed',
        summary:
          weight === undefined || weight === null
            ? 'A step of the canary is done'
            : `${weight}% of the traffic`,
      };
    case 'completed':
      return {
        state: 'promoted',
        outcome: 'passed',
        summary: 'The canary has all the traffic',
      };
    case 'aborted':
      return {
        state: 'rolled-back',
        outcome: 'passed',
        summary: `The canary was taken back${why}`,
      };
    default:
      return {
        state: 'canary',
        outcome: 'failed',
        summary: `The analysis of the canary failed${why}`,
      };
  }
}
