import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';

/** Choosing who one is, without a password, is for the demo only. Everything here decides what "the demo" is. */

/** Whether the configuration asks for persona sign-in in any way. */
export function isConfigured(config: RootConfigService): boolean {
  return (
    config.has('auth.providers.personas') || config.has('fairway.demo.personas')
  );
}

/**
 * What in the configuration says that this is no demo, each with what to do about it; empty for a demo.
 *
 * It is a demo when `fairway.demo.enabled` is true, the database is the embedded SQLite, `auth.environment` is not
 * `production`, and there is no other way to sign in.
 */
export function reasonsAgainstPersonas(config: RootConfigService): string[] {
  const reasons: string[] = [];
  const remove =
    'remove auth.providers.personas and fairway.demo.personas from the configuration';
  if (config.getOptional('fairway.demo.enabled') !== true) {
    reasons.push(
      `fairway.demo.enabled is not true: ${remove}, or start with the demo profile`,
    );
  }
  const client = config.getOptionalString('backend.database.client');
  if (client !== 'better-sqlite3') {
    reasons.push(
      `backend.database.client is ${
        client ?? 'not set'
      }, not the demo's better-sqlite3: ${remove}`,
    );
  }
  if (config.getOptionalString('auth.environment') === 'production') {
    reasons.push(`auth.environment is production: ${remove}`);
  }
  const others = (
    config.getOptionalConfig('auth.providers')?.keys() ?? []
  ).filter(provider => provider !== 'personas');
  if (others.length > 0) {
    reasons.push(
      `people sign in with ${others.join(
        ', ',
      )} here: ${remove}, or remove auth.providers.${others[0]}`,
    );
  }
  return reasons;
}

/**
 * Stops the portal from starting when anyone could become anyone outside the demo.
 *
 * @throws Error that names every reason and what to remove
 */
export function refuseOutsideDemo(config: RootConfigService): void {
  const reasons = reasonsAgainstPersonas(config);
  if (reasons.length > 0) {
    throw new ForwardedError(
      'Sign-in as a persona needs no password, so it exists in the demo only; Fairway does not start',
      new Error(reasons.join('; ')),
    );
  }
}
