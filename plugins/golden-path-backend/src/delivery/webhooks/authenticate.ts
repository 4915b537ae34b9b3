import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { WebhookConfig } from '../config';
import { WebhookRefusal } from './refusal';

/** How far the clock of a sender may be off, and how long a call may be under way. */
export const TIMESTAMP_WINDOW_MS = 5 * 60_000;

/** How a sender showed who it is. */
export interface Proof {
  scheme: 'fairway' | 'github' | 'flux' | 'bearer';
  /**
   * What the sender signed of the time of sending: the same again is a replay. Where it is absent, a sender that tries
   * again sends the same bytes, and nothing tells the two apart.
   */
  dated?: { seconds: number; hmac: string };
}

/** Proves a call by its body. @throws WebhookRefusal `forged` */
export type ProofOf = (body: Buffer) => Proof;

/** Whom a call claims to be from. */
export interface Claim {
  /** Whether its headers have proven it, so that only a sender's own body is read. */
  isProven: boolean;
  proofOf: ProofOf;
}

/**
 * What the headers of a call claim: the sender knows the secret of the source, by our signature over time and body, or by
 * those of GitHub and Flux over the body; or its token, for senders that cannot sign. What can be told without the body
 * is told here, so that no body is read in vain.
 *
 * @param call - `now` in epoch milliseconds
 * @throws WebhookRefusal `forged` or `expired`
 */
export function claimOf(call: {
  headers: IncomingHttpHeaders;
  config: WebhookConfig;
  now: number;
}): Claim {
  const { headers, config, now } = call;
  const { secret, token } = config;
  const own = textOf(headers['x-fairway-signature']);
  if (own !== undefined && secret) {
    return {
      isProven: false,
      proofOf: ownSignature({ secret, header: own, now }),
    };
  }
  const bodySignatures = [
    ['github', textOf(headers['x-hub-signature-256'])],
    ['flux', textOf(headers['x-signature'])],
  ] as const;
  for (const [scheme, header] of bodySignatures) {
    if (header !== undefined && secret) {
      return {
        isProven: false,
        proofOf: bodySignature({ scheme, secret, header }),
      };
    }
  }
  const bearer = /^Bearer (.+)$/i.exec(textOf(headers.authorization) ?? '');
  if (bearer && token) {
    if (!isSame(bearer[1], token)) {
      throw forged();
    }
    return { isProven: true, proofOf: () => ({ scheme: 'bearer' }) };
  }
  throw new WebhookRefusal(
    'forged',
    `The call shows no sender that is known here; ${waysIn(
      config,
    )}. See docs/delivery.md.`,
  );
}

function bodySignature(options: {
  scheme: 'github' | 'flux';
  secret: string;
  header: string;
}): ProofOf {
  const { scheme, secret, header } = options;
  const given = /^sha256=([0-9a-f]{64})$/.exec(header)?.[1];
  if (!given) {
    throw forged();
  }
  return body => {
    if (!isSame(given, hmac(secret, body))) {
      throw forged();
    }
    return { scheme };
  };
}

function ownSignature(options: {
  secret: string;
  header: string;
  now: number;
}): ProofOf {
  const { secret, header, now } = options;
  const parts = header.split(',').map(part => part.trim().split('='));
  const time = parts.find(([key]) => key === 't')?.[1] ?? '';
  const given = parts.filter(([key]) => key === 'v1').map(([, hex]) => hex);
  if (!/^[0-9]{1,12}$/.test(time) || given.length === 0) {
    throw new WebhookRefusal(
      'forged',
      'X-Fairway-Signature: expected t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal>',
    );
  }
  const seconds = Number(time);
  if (Math.abs(now - seconds * 1000) > TIMESTAMP_WINDOW_MS) {
    throw new WebhookRefusal(
      'expired',
      'The call was signed more than 5 minutes away from now; sign it when it is sent, and set the clock of the sender.',
    );
  }
  return body => {
    const expected = hmac(secret, `${time}.`, body);
    if (!given.some(each => isSame(each ?? '', expected))) {
      throw forged();
    }
    return { scheme: 'fairway', dated: { seconds, hmac: expected } };
  };
}

/**
 * Tells one call from another: with what is signed where that holds the time. The header itself does not count, since
 * whoever saw a call may write it in another way.
 */
export function digestOfCall(call: { body: Buffer; proof: Proof }): string {
  const { scheme, dated } = call.proof;
  const hash = createHash('sha256').update(scheme).update('\n');
  if (dated) {
    hash.update(`${dated.seconds} ${dated.hmac}\n`);
  }
  return hash.update(call.body).digest('hex');
}

/** Takes the same time wherever two texts differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function hmac(secret: string, ...parts: (string | Buffer)[]): string {
  const mac = createHmac('sha256', secret);
  parts.forEach(part => mac.update(part));
  return mac.digest('hex');
}

function forged(): WebhookRefusal {
  return new WebhookRefusal(
    'forged',
    'The signature or token is not the one of this source; compare the secret of the sender with the configuration of the portal.',
  );
}

function waysIn({ secret, token }: WebhookConfig): string {
  return [
    secret &&
      'sign it (X-Fairway-Signature, X-Hub-Signature-256 or X-Signature)',
    token && 'send the token (Authorization: Bearer)',
  ]
    .filter(Boolean)
    .join(', or ');
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
