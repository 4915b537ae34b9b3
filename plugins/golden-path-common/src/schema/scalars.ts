import { z } from 'zod';

/**
 * The scalar types that intents and contracts share. Every text that ends up in a path, a Kubernetes name, a
 * label or a branch goes through one of these, so nothing a user types can become structure.
 */

/** The form of a DNS label, as messages say it. */
export const DNS_LABEL =
  'a DNS label (lower-case letters, digits and "-", from a letter to a letter or digit)';

/** RFC 1123 label; 53 characters leave room for the suffixes of derived names (Helm draws the same line). */
export const labelOfCatalog = z
  .string()
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, {
    error: `expected ${DNS_LABEL}`,
  })
  .max(53, { error: 'expected at most 53 characters' });

/**
 * A label that is the name of something here. Such names are keys of records everywhere, and one that every object has
 * already (only `constructor` has the form of a name) would be found where nothing of that name is.
 */
export const dnsLabel = labelOfCatalog.refine(
  name => !(name in Object.prototype),
  { error: 'expected another name, because this one is never free' },
);

/** RFC 1123 subdomain, at most 253 characters. */
export const hostName = z
  .string()
  .max(253, { error: 'expected at most 253 characters' })
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/,
    { error: 'expected a host name such as payments.example.com' },
  );

/** `host:port` of something outside the platform. */
export const hostAndPort = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+:([1-9][0-9]{0,4})$/,
    { error: 'expected host:port such as api.stripe.com:443' },
  )
  .refine(value => Number(value.slice(value.lastIndexOf(':') + 1)) <= 65535, {
    error: 'expected a port of 1 to 65535',
  });

/** A catalog group, `group:<name>`; the namespace is always `default`. */
export const groupRef = z
  .string()
  .regex(/^group:[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
    error: 'expected a catalog group such as group:payments',
  });

/** CPU as Kubernetes writes it: `500m` or `2`. */
export const cpuQuantity = z
  .string()
  .regex(
    /^([1-9][0-9]{0,5}m|[1-9][0-9]{0,3}(\.[0-9]{1,3})?|0\.(?!0+$)[0-9]{1,3})$/,
    {
      error: ({ input }) =>
        typeof input === 'string' && /^[1-9][0-9]{4,}m?$/.test(input)
          ? 'expected at most 9999 CPU cores (or 999999m)'
          : 'expected CPU such as 500m or 2',
    },
  );

/** Memory or storage as Kubernetes writes it: `768Mi`, `2Gi`. */
export const byteQuantity = z.string().regex(/^[1-9][0-9]{0,9}(Ki|Mi|Gi|Ti)$/, {
  error: 'expected memory or storage such as 768Mi or 2Gi',
});

/** A short duration: `30s`, `5m`, `2h`, `90d`. */
export const duration = z.string().regex(/^[1-9][0-9]{0,5}(s|m|h|d)$/, {
  error: 'expected a duration such as 30s, 5m, 2h or 90d',
});

/** A calendar day, UTC; what ends on a day ends at its last second. */
export const isoDate = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, {
    error: 'expected a date such as 2027-03-31',
  })
  .refine(
    value => {
      const day = new Date(`${value}T00:00:00Z`);
      return (
        !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
      );
    },
    { error: 'expected a date that exists' },
  );

/** A day, or a moment to the second in UTC. */
export const expiry = z.union(
  [
    isoDate,
    z
      .string()
      .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/, {
        error: 'expected a moment such as 2027-03-31T12:00:00Z',
      })
      .refine(
        value => {
          const moment = new Date(value);
          // The engine takes 30 February for 2 March, and 24:00 for the next day.
          return (
            !Number.isNaN(moment.getTime()) &&
            moment.toISOString().startsWith(value.slice(0, -1))
          );
        },
        { error: 'expected a moment that exists' },
      ),
  ],
  {
    error:
      'expected a date such as 2027-03-31 or a moment such as 2027-03-31T12:00:00Z',
  },
);

/** An absolute HTTP path. */
export const httpPath = z
  .string()
  .max(256)
  .regex(/^\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*$/, {
    error: 'expected a path such as /health/ready',
  })
  .refine(value => !value.split('/').includes('..'), {
    error: 'expected a path without ".."',
  })
  .refine(value => !value.startsWith('//'), {
    error: 'expected a path that begins with one "/": "//" begins a host',
  });

/** A path inside the repository of the service. */
export const repositoryPath = z
  .string()
  .max(256)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._/-]*$/, {
    error: 'expected a relative path such as docs/runbook.md',
  })
  .refine(
    value =>
      !value
        .split('/')
        .some(part => part === '..' || part === '.' || part === ''),
    { error: 'expected a path without "..", "." or empty parts' },
  );

/** A container image by tag or by digest; whether a tag is allowed is a matter of policy. */
export const image = z
  .string()
  .max(512)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$/,
    {
      error:
        'expected an image such as registry.example.com/payments-api@sha256:<64 hex digits>',
    },
  );

/** One line of text for people: no control characters, so it cannot break out of a comment, a label or a table. */
export function line(max: number) {
  return (
    z
      .string()
      .min(1, { error: 'expected some text' })
      .max(max, { error: `expected at most ${max} characters` })
      // eslint-disable-next-line no-control-regex -- refusing them is the point
      .regex(/^[^\u0000-\u001f\u007f\u0085\u2028\u2029]*$/, {
        error: 'expected one line without control characters',
      })
  );
}

/** Name of an environment variable. */
export const envName = z
  .string()
  .max(128)
  .regex(/^[A-Z_][A-Z0-9_]*$/, {
    error: 'expected a variable name such as LOG_LEVEL',
  });

/** Key inside a secret. */
export const secretKey = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9][-._A-Za-z0-9]*$/, {
    error: 'expected a secret key such as dsn',
  });

export const port = z
  .int()
  .min(1, { error: 'expected a port of 1 to 65535' })
  .max(65535, { error: 'expected a port of 1 to 65535' });

/** A semantic version without a range. */
export const semver = z
  .string()
  .regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/, {
    error: 'expected a version such as 1.0.0',
  });

/** How callers say who they are. */
export const authentication = z.enum([
  'oauth2',
  'jwt',
  'mtls',
  'api-key',
  'none',
]);

/** Most requests of one client. */
export const rateLimit = z.string().regex(/^[1-9][0-9]{0,6}(rps|rpm)$/, {
  error: 'expected a rate such as 500rps or 6000rpm',
});

/** Labels that the platform sets on every series of a service, and that a selector therefore does not state. */
const OWN_LABELS = /[{,]\s*(namespace|service|__name__)\s*(=~|!~|!=|=)/;

/**
 * The series of a counter, as PromQL selects them: a name and matchers of labels. Functions, ranges and escapes are
 * left out on purpose, so that it stays a selector wherever it is put.
 */
export const metricSelector = z
  .string()
  .max(500, { error: 'expected at most 500 characters' })
  .regex(
    /^[a-zA-Z_:][a-zA-Z0-9_:]{0,199}(\{\s*([a-zA-Z_][a-zA-Z0-9_]*\s*(=~|!~|!=|=)\s*"[^"\\\n\r]*"\s*(,\s*(?!\})|(?=\})))*\})?$/,
    {
      error:
        'expected the name of a counter and matchers of labels, such as payments_settled_total{result="ok"}',
    },
  )
  .refine(selector => !OWN_LABELS.test(selector), {
    error:
      'expected no namespace, service or __name__, which the platform sets itself',
  });
