import express, { type Request, type Response, type Router } from 'express';
import { WebhookRefusal } from '../delivery/webhooks/refusal';
import type { RouterOptions } from './options';

/**
 * `/delivery/webhooks`: evidence from outside. Its senders have no account here: each shows the secret of its source.
 * It comes before what reads bodies, because signatures are over the bytes as they were sent.
 */
export function addDeliveryWebhookRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { webhooks } = options.delivery;
  const read = express.raw({
    limit: webhooks.bodyBytes,
    type: () => true,
    inflate: false,
  });

  function bodyOf(req: Request, res: Response): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      read(req, res, error => {
        if (error) {
          reject(refusalOf(error, webhooks.bodyBytes));
        } else {
          resolve(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
        }
      });
    });
  }

  router.post('/delivery/webhooks/:source', async (req, res) => {
    try {
      const answer = await webhooks.receive(
        {
          source: req.params.source,
          headers: req.headers,
          address: req.ip ?? '',
        },
        () => bodyOf(req, res),
      );
      res.status(202).json(answer);
    } catch (error) {
      if (error instanceof WebhookRefusal && error.reason === 'too-many') {
        res.setHeader('Retry-After', '60');
      }
      throw error;
    }
  });
}

/** What the reader of bodies refuses. */
function refusalOf(error: unknown, limit: number): unknown {
  const type =
    typeof error === 'object' && error !== null && 'type' in error
      ? error.type
      : undefined;
  switch (type) {
    case 'entity.too.large':
      return new WebhookRefusal(
        'too-large',
        `body: expected at most ${limit} bytes; send a summary, or have fairway.delivery.limits.bodyBytes raised`,
      );
    case 'encoding.unsupported':
      return new WebhookRefusal(
        'unparsable',
        'body: expected it as it is, without compression',
      );
    default:
      return new WebhookRefusal(
        'unparsable',
        'body: it did not arrive whole; send the call again',
      );
  }
}
