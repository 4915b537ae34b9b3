import { z } from 'zod';

const refusal = z.object({
  message: z.string(),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string().optional() })]))
    .optional(),
});

/**
 * What GitHub said about a call that it did not carry out, with the permission or scope that is missing: GitHub names
 * those in headers only.
 */
export function wordsOf(options: {
  status: number;
  data: unknown;
  headers: Record<string, string | number | undefined>;
}): string {
  const { status, data, headers } = options;
  return [
    saidIn(data),
    ...(status === 403 || status === 404 ? missingOf(headers) : []),
  ]
    .filter(part => part !== '')
    .join('; ');
}

function saidIn(data: unknown): string {
  const parsed = refusal.safeParse(data);
  if (!parsed.success) {
    return '';
  }
  const { message, errors = [] } = parsed.data;
  const details = errors
    .map(error => (typeof error === 'string' ? error : error.message ?? ''))
    .filter(detail => detail !== '');
  return [message, ...details].join(': ');
}

function missingOf(
  headers: Record<string, string | number | undefined>,
): string[] {
  const said = (name: string) => `${headers[name] ?? ''}`.trim();
  const permissions = said('x-accepted-github-permissions');
  const wanted = scopesOf(said('x-accepted-oauth-scopes'));
  const held = scopesOf(said('x-oauth-scopes'));
  return [
    permissions && `it asks for the permissions ${permissions}`,
    // Of the scopes it accepts, one is enough.
    wanted.length > 0 && !wanted.some(scope => held.includes(scope))
      ? `the token has the scopes ${
          held.join(', ') || 'none'
        } and needs ${wanted.join(' or ')}`
      : '',
    said('x-github-sso') &&
      'the token has to be authorized for single sign-on of the organization',
  ].filter(part => part !== '');
}

function scopesOf(value: string): string[] {
  return value
    .split(',')
    .map(scope => scope.trim())
    .filter(scope => scope !== '');
}
