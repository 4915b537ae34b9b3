import type { Entity } from '@backstage/catalog-model';
import type {
  ServiceIntent,
  SharedResource,
  WorkloadType,
} from '@fairway/plugin-golden-path-common';
import { isCompilable } from './compilable';
import type { Estate, EstateTeam } from './model';
import { guestsGroup } from './people';

const apiVersion = 'backstage.io/v1alpha1';

/** Component type in the catalog, by workload type. */
const componentTypes: Record<WorkloadType, string> = {
  'http-api': 'service',
  'internal-api': 'service',
  'queue-worker': 'worker',
  'scheduled-task': 'scheduled-task',
  'migration-job': 'job',
  'node-agent': 'agent',
  stateful: 'stateful-service',
  'batch-compute': 'job',
  gateway: 'gateway',
};

/**
 * The estate as the catalog shows it: groups, users, domains, systems, resources, and components for the services
 * that the golden path cannot write yet. Services that it can write come into the catalog from Git.
 * @public
 */
export function catalogEntities(estate: Estate): Entity[] {
  return [
    ...groups(estate),
    ...users(estate),
    ...domains(estate),
    ...systems(estate),
    ...estate.resources.map(resource => resourceEntity(resource, estate)),
    ...estate.intents
      .filter(intent => !isCompilable(intent))
      .map(componentEntity),
  ];
}

function groups(estate: Estate): Entity[] {
  const company: Entity = {
    apiVersion,
    kind: 'Group',
    metadata: {
      name: 'everyone',
      title: 'The company',
      description: 'All business units of the demo estate',
    },
    spec: { type: 'organization', children: [] },
  };
  const units = estate.businessUnits.map(
    (unit): Entity => ({
      apiVersion,
      kind: 'Group',
      metadata: {
        name: unit.name,
        title: unit.title,
        annotations: { 'fairway.dev/cost-centre': unit.costCentre },
      },
      spec: {
        type: 'business-unit',
        profile: { displayName: unit.title },
        parent: 'everyone',
        children: [],
      },
    }),
  );
  const guests: Entity = {
    apiVersion,
    kind: 'Group',
    metadata: {
      name: guestsGroup,
      title: 'Guests',
      description: 'People who look around and own nothing',
    },
    spec: { type: 'team', parent: 'everyone', children: [] },
  };
  return [company, ...units, guests, ...teams(estate)];
}

function teams(estate: Estate): Entity[] {
  return estate.teams.map(team => ({
    apiVersion,
    kind: 'Group',
    metadata: {
      name: team.name,
      title: team.title,
      description: `Builds ${titleOfSystem(team, estate)}`,
      annotations: {
        'fairway.dev/business-unit': team.businessUnit,
        'fairway.dev/cost-centre': team.costCentre,
        'fairway.dev/channel': team.channel,
        'fairway.dev/escalation': `${team.name}-primary`,
      },
    },
    spec: {
      type: 'team',
      profile: { displayName: team.title, email: team.email },
      parent: team.businessUnit,
      children: [],
    },
  }));
}

function titleOfSystem(team: EstateTeam, estate: Estate): string {
  return (
    estate.systems.find(system => system.name === team.system)?.title ??
    team.system
  );
}

function users(estate: Estate): Entity[] {
  return estate.users.map(user => ({
    apiVersion,
    kind: 'User',
    metadata: {
      name: user.name,
      title: user.displayName,
      ...(user.persona && { description: user.persona }),
    },
    spec: {
      profile: { displayName: user.displayName, email: user.email },
      memberOf: user.memberOf,
    },
  }));
}

function domains(estate: Estate): Entity[] {
  return estate.domains.map(domain => ({
    apiVersion,
    kind: 'Domain',
    metadata: { name: domain.name, title: domain.title },
    spec: { owner: `group:default/${domain.owner}` },
  }));
}

function systems(estate: Estate): Entity[] {
  return estate.systems.map(system => ({
    apiVersion,
    kind: 'System',
    metadata: { name: system.name, title: system.title },
    spec: { owner: `group:default/${system.owner}`, domain: system.domain },
  }));
}

function resourceEntity(resource: SharedResource, estate: Estate): Entity {
  // `orders-db` and `orders-events` belong to the system `orders`.
  const system = resource.name.slice(0, resource.name.lastIndexOf('-'));
  return {
    apiVersion,
    kind: 'Resource',
    metadata: {
      name: resource.name,
      description: resource.description,
      annotations: { 'fairway.dev/engine': resource.engine },
    },
    spec: {
      type: resource.type,
      owner: groupEntityRef(resource.owner),
      ...(estate.systems.some(entry => entry.name === system) && { system }),
    },
  };
}

function componentEntity(intent: ServiceIntent): Entity {
  const { metadata, spec } = intent;
  const dependsOn = (spec.dependencies ?? []).flatMap(dependency => {
    if ('service' in dependency) {
      return [`component:default/${dependency.service}`];
    }
    if ('topic' in dependency) {
      return [`resource:default/${dependency.topic}`];
    }
    return 'resource' in dependency
      ? [`resource:default/${dependency.resource}`]
      : [];
  });
  return {
    apiVersion,
    kind: 'Component',
    metadata: {
      name: metadata.name,
      title: metadata.title,
      description: metadata.description,
      tags: [spec.runtime, ...(metadata.tags ?? [])],
      annotations: {
        'fairway.dev/tier': spec.tier,
        'fairway.dev/workload-type': spec.workloadType,
        'fairway.dev/exposure': spec.exposure,
        'fairway.dev/data-classification': spec.dataClassification,
      },
    },
    spec: {
      type: componentTypes[spec.workloadType],
      lifecycle: 'production',
      owner: groupEntityRef(metadata.owner),
      system: metadata.system,
      ...(dependsOn.length > 0 && { dependsOn }),
    },
  };
}

/** `group:payments` → `group:default/payments`. */
function groupEntityRef(owner: string): string {
  return owner.replace(/^group:/, 'group:default/');
}
