import type { CampaignNames } from '@fairway/plugin-golden-path-common';
import type { FleetState } from '../services/desiredState';

/** What a scope may name: what the fleet or the contract has. */
export function campaignNames(state: FleetState): CampaignNames {
  const { contract, fleet, intents, unreadable } = state;
  const teams = new Set(fleet.directory?.groups);
  const environments = new Set(contract.environments.map(({ name }) => name));
  for (const { metadata, spec } of intents.values()) {
    teams.add(metadata.owner.replace(/^group:/, ''));
    for (const each of spec.environments) {
      environments.add(typeof each === 'string' ? each : each.name);
    }
  }
  return {
    teams: [...teams],
    environments: [...environments],
    services: [...intents.keys(), ...unreadable.keys()],
  };
}
