import type { EnvironmentContext } from '../../context';

/** What a pattern of the contract gives for a service and, where it has one, a secret. */
export function filled(
  ctx: EnvironmentContext,
  pattern: string,
  secret = '',
): string {
  return pattern
    .replaceAll('{environment}', ctx.environment.name)
    .replaceAll('{team}', ctx.team)
    .replaceAll('{service}', ctx.name)
    .replaceAll('{secret}', secret);
}

/** Path of a secret in the store, by the pattern of the contract. */
export function storePath(ctx: EnvironmentContext, secret: string): string {
  return filled(ctx, ctx.contract.providers.secrets.pathPattern, secret);
}
