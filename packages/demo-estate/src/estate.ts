import { InputError } from '@backstage/errors';
import { createBlueprints } from './blueprint';
import { businessUnits } from './company';
import { createCallGraph } from './graph';
import { createIntent } from './intents';
import type { Estate } from './model';
import { createOrganization } from './organization';
import { createOnCall, createUsers } from './people';
import { createResources } from './resources';

/** @public */
export interface EstateOptions {
  /** The same seed and size give the same estate, byte for byte. Whole number; 1 when left out. */
  seed?: number;
  /** 10 to 4,000; 400 when left out. */
  services?: number;
}

/**
 * A company with its teams, systems, services and agreements, made up from a seed.
 *
 * @throws InputError when the number of services is not a whole number from 10 to 4,000
 * @public
 */
export function generateEstate(options: EstateOptions = {}): Estate {
  const { seed = 1, services = 400 } = options;
  if (!Number.isInteger(services) || services < 10 || services > 4000) {
    throw new InputError(
      `The demo estate cannot have ${services} services; ask for a whole number from 10 to 4000`,
    );
  }
  const { domains, systems, teams } = createOrganization(services);
  const users = createUsers({ seed, teams });
  const { resources, bySystem } = createResources({ seed, systems });
  const blueprints = createBlueprints({ seed, services, teams });
  const graph = createCallGraph({ seed, blueprints });

  const intents = blueprints.map(blueprint => {
    const own = bySystem.get(blueprint.team.system);
    if (!own) {
      throw new Error(`system ${blueprint.team.system} has no resources`);
    }
    return createIntent({
      seed,
      blueprint,
      calls: graph.calls.get(blueprint.name) ?? [],
      callers: graph.accepts.get(blueprint.name) ?? [],
      resources: own,
    });
  });
  return {
    seed,
    businessUnits: businessUnits.map(unit => ({ ...unit })),
    domains,
    systems,
    teams,
    users,
    resources,
    intents: intents.sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    ),
    onCall: createOnCall({ teams, users }),
  };
}
