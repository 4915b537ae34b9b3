import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DELIVERY_SOURCES,
  type DeliverySource,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

const DEFAULT_RETENTION_DAYS = 730;
const DEFAULT_BODY_BYTES = 1024 * 1024;
const DEFAULT_PER_MINUTE = 600;

/** Long enough that nobody guesses it. */
const secret = z.string().min(16, {
  error:
    'expected at least 16 characters, such as those of `openssl rand -hex 32`',
});

const webhookSchema = z.strictObject({
  secret: secret.optional(),
  token: secret.optional(),
  publicKeys: z.array(z.string().min(1)).max(20).optional(),
});

const instanceSchema = z.strictObject({
  name: z.string().min(1).max(63),
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1),
  clusters: z.array(z.string().min(1).max(63)).max(100).optional(),
  project: z.string().min(1).max(253).optional(),
  timeoutSeconds: z.int().min(1).max(120).optional(),
});

const schema = z.strictObject({
  retentionDays: z.int().min(30).max(3650).optional(),
  webhooks: z.partialRecord(z.enum(DELIVERY_SOURCES), webhookSchema).optional(),
  limits: z
    .strictObject({
      bodyBytes: z
        .int()
        .min(1024)
        .max(16 * 1024 * 1024)
        .optional(),
      perMinute: z.int().min(1).max(100_000).optional(),
    })
    .optional(),
  argoCd: z
    .strictObject({
      everySeconds: z.int().min(15).max(3600).optional(),
      instances: z.array(instanceSchema).max(100),
    })
    .optional(),
});

/** What one source may send with. */
export interface WebhookConfig {
  /** Signs timestamp and body, or the body in the way of GitHub and Flux. */
  secret?: string;
  /** Sent as it is by senders that cannot sign. */
  token?: string;
  /** Whose signatures of images and provenance count. */
  publicKeys: KeyObject[];
}

/** An Argo CD whose applications are read. */
export interface ArgoCdInstance {
  name: string;
  url: string;
  token: string;
  /** Clusters of the contract that it delivers to, where one Argo CD has several. */
  clusters?: string[];
  project?: string;
  timeoutMs: number;
}

/** What the delivery part reads from `fairway.delivery`. */
export interface DeliveryConfig {
  retentionDays: number;
  webhooks: ReadonlyMap<DeliverySource, WebhookConfig>;
  limits: { bodyBytes: number; perMinute: number };
  argoCd: { everySeconds: number; instances: ArgoCdInstance[] };
}

/**
 * Reads and checks `fairway.delivery`; everything in it may be left out.
 * @throws InputError naming every key that is wrong, and never a secret.
 */
export function readDeliveryConfig(config: Config): DeliveryConfig {
  const parsed = schema.safeParse(config.getOptional('fairway.delivery') ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `fairway.delivery.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The golden path cannot start with this configuration: ${problems.join(
        '; ',
      )}. See docs/delivery.md for an example.`,
    );
  }
  const { retentionDays, webhooks, limits, argoCd } = parsed.data;
  const sources = new Map<DeliverySource, WebhookConfig>();
  for (const source of DELIVERY_SOURCES) {
    const given = webhooks?.[source];
    if (given?.secret || given?.token) {
      sources.set(source, {
        ...given,
        publicKeys: (given.publicKeys ?? []).map((pem, index) =>
          publicKeyOf(
            pem,
            `fairway.delivery.webhooks.${source}.publicKeys.${index}`,
          ),
        ),
      });
    } else if (given) {
      throw new InputError(
        `fairway.delivery.webhooks.${source}: expected a secret or a token; see docs/delivery.md`,
      );
    }
  }
  return {
    retentionDays: retentionDays ?? DEFAULT_RETENTION_DAYS,
    webhooks: sources,
    limits: {
      bodyBytes: limits?.bodyBytes ?? DEFAULT_BODY_BYTES,
      perMinute: limits?.perMinute ?? DEFAULT_PER_MINUTE,
    },
    argoCd: {
      everySeconds: argoCd?.everySeconds ?? 60,
      instances: (argoCd?.instances ?? []).map(
        ({ timeoutSeconds = 20, ...instance }) => ({
          ...instance,
          timeoutMs: timeoutSeconds * 1000,
        }),
      ),
    },
  };
}

function publicKeyOf(pem: string, at: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ec' || key.asymmetricKeyType === 'ed25519') {
      return key;
    }
  } catch {
    // Said below, with what was expected.
  }
  throw new InputError(
    `${at}: expected a public key in PEM, ECDSA or Ed25519, as cosign generate-key-pair writes into cosign.pub`,
  );
}
