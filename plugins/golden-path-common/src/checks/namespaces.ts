import { namespaceFor, teamOf } from '../settings';
import { tenantsOf } from '../fleet/facts';
import type { Finding, Fleet, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';

/**
 * Whether the namespaces of the service are of its team and system alone. Names are joined by a pattern, so
 * `pay-core` + `api` and `pay` + `core-api` can meet in one: two teams would share quota, grants and rights.
 * @public
 */
export function checkNamespaces(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
}): Finding[] {
  const { intent, contract, fleet } = options;
  const [first] = contract.environments;
  const own = { team: teamOf(intent), system: intent.metadata.system };
  // The environment is the same on both sides, so one of them stands for all.
  const namespaceOf = (tenant: { team: string; system: string }) =>
    namespaceFor({ contract, environment: first.name, ...tenant });
  const namespace = namespaceOf(own);
  return tenantsOf(fleet)
    .filter(
      tenant =>
        (tenant.team !== own.team || tenant.system !== own.system) &&
        namespaceOf(tenant) === namespace,
    )
    .map(({ team, system }) => ({
      policy: 'namespace',
      title: 'A namespace belongs to one team and one system',
      severity: 'deny',
      message: `The namespace ${namespace} of group:${own.team} and ${own.system} would be that of group:${team} and ${system} too.`,
      at: '/metadata/system',
      remedy: `Choose a system that does not join with ${own.team} to the same name, or ask the platform team to tell team and system apart in tenancy.namespacePattern`,
    }));
}
