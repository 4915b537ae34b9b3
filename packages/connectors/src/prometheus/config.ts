import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const KEY = 'fairway.slo.sources';
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const DEFAULT_TIMEOUT_SECONDS = 30;
const DEFAULT_CONCURRENT = 4;

const text = z.string().min(1);
const file = text;

const auth = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.literal('basic'),
      username: text,
      password: text,
    }),
    z.strictObject({ type: z.literal('bearer'), token: text }),
    z.strictObject({ type: z.literal('bearerFile'), tokenFile: file }),
  ],
  { error: 'expected type: basic, bearer or bearerFile, with its credentials' },
);

const tls = z
  .strictObject({
    caFile: file.optional(),
    certFile: file.optional(),
    keyFile: file.optional(),
    serverName: text.optional(),
    insecure: z.boolean().optional(),
  })
  .refine(
    ({ certFile, keyFile }) =>
      (certFile === undefined) === (keyFile === undefined),
    { error: 'expected certFile and keyFile together' },
  );

const source = z.strictObject({
  id: z.string({ error: 'required, a short name' }).regex(/^[a-z0-9-]+$/, {
    error: 'expected lower case letters, digits and -',
  }),
  title: text.optional(),
  url: z
    .url({
      protocol: /^https?$/,
      error:
        'required, the address before /api/v1, e.g. https://prometheus.example.com',
    })
    .refine(url => !hasCredentials(url), {
      error: 'expected no credentials in it; put them under auth',
    }),
  headers: z.record(z.string(), z.string()).optional(),
  tenant: text.optional(),
  auth: auth.optional(),
  tls: tls.optional(),
  timeoutSeconds: z.number().min(1).max(600).default(DEFAULT_TIMEOUT_SECONDS),
  concurrency: z.int().min(1).max(32).default(DEFAULT_CONCURRENT),
  labels: z
    .record(
      z.string().regex(LABEL, { error: 'expected the name of a label' }),
      z.string(),
    )
    .optional(),
  services: z.array(text).min(1).optional(),
  environments: z.array(text).min(1).optional(),
});

const sources = z
  .array(source, { error: 'expected a list of sources' })
  .superRefine((all, context) => {
    const seen = new Set<string>();
    for (const [index, { id }] of all.entries()) {
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: 'another source has this id too',
        });
      }
      seen.add(id);
    }
  });

/**
 * One entry of `fairway.slo.sources`. The same for `config.d.ts`, where `headers`, `auth.password` and `auth.token`
 * are `@visibility secret` and everything else `@visibility backend`:
 *
 * ```ts
 * sources?: Array<{
 *   // Short name of it, lower case letters, digits and `-`.
 *   id: string;
 *   // For people; `Prometheus at <address>` when left out.
 *   title?: string;
 *   // The address before `/api/v1`: of Prometheus or Thanos Query itself, of Mimir with `/prometheus`, of
 *   // VictoriaMetrics with `/select/0/prometheus` (cluster).
 *   url: string;
 *   // Sent with every request. `@deepVisibility secret`
 *   headers?: { [name: string]: string };
 *   // `X-Scope-OrgID` of Mimir, Cortex and Thanos Receive.
 *   tenant?: string;
 *   // A file is read again for every request, as tokens of service accounts change.
 *   auth?:
 *     | { type: 'basic'; username: string; password: string }
 *     | { type: 'bearer'; token: string }
 *     | { type: 'bearerFile'; tokenFile: string };
 *   tls?: {
 *     // Authority of its certificate, and our own certificate with its key, as PEM.
 *     caFile?: string;
 *     certFile?: string;
 *     keyFile?: string;
 *     // The name in its certificate, when it is not that of the address.
 *     serverName?: string;
 *     // Takes any certificate: whoever stands in between can change the numbers. For tries only.
 *     insecure?: boolean;
 *   };
 *   // For one query with everything that is tried again, 30 when left out.
 *   timeoutSeconds?: number;
 *   // Queries at the same time, 4 when left out.
 *   concurrency?: number;
 *   // Labels that every series has to have, such as `{ cluster: prod-eu-1 }`.
 *   labels?: { [label: string]: string };
 *   // Only objectives of these services, or with a label `environment` of these; all when left out. The first source
 *   // that takes an objective is asked for it.
 *   services?: string[];
 *   environments?: string[];
 * }>;
 * ```
 * @public
 */
export type PrometheusSettings = z.infer<typeof source>;

/**
 * What stands at `fairway.slo.sources`; none when it is not there.
 * @throws InputError that names every key that is wrong, and no value
 * @public
 */
export function readPrometheusSources(config: Config): PrometheusSettings[] {
  const parsed = sources.safeParse(config.getOptional(KEY) ?? []);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${KEY}${keyOf(path)}: ${message}`,
    );
    throw new InputError(
      `The configuration is not complete. ${problems.join('; ')}.`,
    );
  }
  return parsed.data;
}

function keyOf(path: PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
}

function hasCredentials(url: string): boolean {
  // What is no address is told by the check before.
  const parsed = URL.parse(url);
  return Boolean(parsed?.username || parsed?.password);
}
