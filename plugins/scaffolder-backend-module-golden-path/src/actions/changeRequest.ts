import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkIntent,
  formatProblem,
  MAX_ACCEPT_ON,
} from '@fairway/plugin-golden-path-common';
import type { GoldenPathClient } from '../services/GoldenPathClient';
import { TaskRefusal } from '../services/refusal';
import { changeRequestExamples } from './examples';
import { report } from './report';

function withinPortal(url: string, appBaseUrl: string | undefined): string {
  const base = appBaseUrl?.replace(/\/$/, '');
  return base && url.startsWith(`${base}/`) ? url.slice(base.length) : url;
}

/**
 * `fairway:change-request`: opens the change request of an intent, or updates the one that is open. The backend
 * keys it by service, so a task that is recovered or run again doubles nothing.
 * @public
 */
export function createChangeRequestAction(options: {
  client: GoldenPathClient;
  /** Address of the portal; a request that is a page of it is linked as one, in the same tab. */
  appBaseUrl?: string;
}) {
  const { client, appBaseUrl } = options;
  return createTemplateAction({
    id: 'fairway:change-request',
    description:
      'Opens or updates the change request of a service intent on the Git host. A dry run compiles and writes nothing.',
    examples: changeRequestExamples,
    supportsDryRun: true,
    schema: {
      input: {
        intent: z =>
          z.record(z.unknown()).describe('Output of `fairway:compile`'),
        message: z =>
          z.string().max(500).optional().describe('Why, in a line or two'),
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
        hold: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Keep it open until a person merges it, though nobody has to agree',
            ),
        token: z =>
          z
            .string()
            .optional()
            .describe(
              'Credentials of the person on the Git host, e.g. `${{ secrets.USER_OAUTH_TOKEN }}`; the request is opened in their name there. The portal’s own when left out',
            ),
      },
      output: {
        id: z => z.string().describe('Id of the request'),
        number: z => z.number().describe('Its number on the host'),
        url: z => z.string().describe('Where it can be seen'),
        state: z => z.string().describe('`open`, `merged` or `closed`'),
      },
    },
    async handler(ctx) {
      const checked = checkIntent(ctx.input.intent);
      if (!checked.ok) {
        throw new TaskRefusal({
          message: checked.problems.map(formatProblem).join('\n'),
        });
      }
      const call = {
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      };
      if (ctx.isDryRun) {
        const answer = await client.compile(
          {
            intent: checked.value,
            acceptOn: ctx.input.acceptOn,
            releaseOn: ctx.input.releaseOn,
          },
          call,
        );
        report(ctx.logger, answer);
        ctx.logger.info('Dry run: no change request was opened');
        ctx.output('id', 'dry-run');
        ctx.output('number', 0);
        ctx.output('url', '/change-requests');
        ctx.output('state', 'open');
        return;
      }
      const { message, acceptOn, releaseOn, hold, token } = ctx.input;
      const request = await client.openChangeRequest(
        {
          intent: checked.value,
          ...(message ? { message } : {}),
          ...(acceptOn?.length ? { acceptOn } : {}),
          ...(releaseOn?.length ? { releaseOn } : {}),
          ...(hold === undefined ? {} : { hold }),
        },
        { ...call, ...(token && { hostToken: token }) },
      );
      ctx.logger.info(`Change request #${request.number}: ${request.title}`);
      if (request.automatic) {
        ctx.logger.info(request.automatic.why);
      }
      ctx.output('id', request.id);
      ctx.output('number', request.number);
      ctx.output('url', withinPortal(request.url, appBaseUrl));
      ctx.output('state', request.state);
    },
  });
}
