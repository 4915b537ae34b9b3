import type { PlatformContract } from '../model';

/** A secret that a team may use, with the keys and environments of all its grants together. @public */
export interface GrantedSecret {
  secret: string;
  keys: string[];
  environments: string[];
}

/** What the contract grants a team (its name, without `group:`), by secret. @public */
export function grantsOf(options: {
  contract: PlatformContract;
  team: string;
}): GrantedSecret[] {
  const { contract, team } = options;
  const bySecret = new Map<string, GrantedSecret>();
  for (const grant of contract.secretGrants) {
    if (grant.team === `group:${team}`) {
      const known = bySecret.get(grant.secret);
      bySecret.set(grant.secret, {
        secret: grant.secret,
        keys: [...new Set([...(known?.keys ?? []), ...grant.keys])],
        environments: [
          ...new Set([...(known?.environments ?? []), ...grant.environments]),
        ],
      });
    }
  }
  return [...bySecret.values()];
}
