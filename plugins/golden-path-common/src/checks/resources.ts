import type { Finding } from '../model';
import type { SharedResource } from '../schema/resource';
import type { Checked, Side } from './agreementSide';
import { didYouMean } from '../words/nearest';
import { listOf } from '../words/phrases';

const TITLE = 'A topic or resource is declared, and this team may use it';

/** Whether this service may use a topic or resource that the platform or a team has declared. */
export function checkResourceUse(options: {
  side: Side;
  name: string;
  kind: 'topic' | 'resource';
  at: string;
}): Checked {
  const { side, name, kind, at } = options;
  const agreement = {
    caller: side.name,
    callee: name,
    kind,
    state: 'declared' as const,
  };
  const resource = findResource(side, name);
  if (!resource) {
    return {
      agreement: { ...agreement, state: 'unknown' },
      findings: [unknownResource(side, options)],
    };
  }
  const isTopic = resource.type === 'topic' || resource.type === 'queue';
  if (isTopic !== (kind === 'topic')) {
    const right = isTopic ? 'topic' : 'resource';
    return {
      agreement: { ...agreement, state: 'refused' },
      findings: [
        deny({
          at,
          message: `${name} is a ${resource.type}, and the intent calls it a ${kind}.`,
          remedy: `Write "${right}: ${name}" instead of "${kind}: ${name}"`,
        }),
      ],
    };
  }
  const { owner } = side.intent.metadata;
  if (
    resource.consumers &&
    resource.owner !== owner &&
    !resource.consumers.includes(owner)
  ) {
    return {
      agreement: { ...agreement, state: 'refused' },
      findings: [
        deny({
          at,
          message: `${name} belongs to ${
            resource.owner
          } and is for services of ${listOf(resource.consumers)}; ${
            side.name
          } belongs to ${owner}.`,
          remedy: `Ask ${resource.owner} to add "${owner}" to "consumers" of ${name}`,
        }),
      ],
    };
  }
  return { agreement, findings: checkEnvironments(side, resource, at) };
}

/** The platform's own come first: a team cannot declare over them. */
function findResource(side: Side, name: string): SharedResource | undefined {
  return (
    side.contract.resources.find(resource => resource.name === name) ??
    side.fleet.resources[name]
  );
}

function checkEnvironments(
  side: Side,
  resource: SharedResource,
  at: string,
): Finding[] {
  const { environments } = resource;
  const absent = side.environments.filter(
    environment => environments && !environments.includes(environment),
  );
  if (!environments || absent.length === 0) {
    return [];
  }
  return [
    {
      ...deny({
        at,
        message: `${side.name} runs in ${listOf(absent)}, and the ${
          resource.type
        } ${resource.name} exists in ${listOf(environments)} only.`,
        remedy: `Ask ${resource.owner} to provide ${resource.name} in ${listOf(
          absent,
        )}, or leave ${
          absent.length === 1 ? 'it' : 'them'
        } out of "environments"`,
      }),
      environments: absent,
    },
  ];
}

function unknownResource(
  side: Side,
  options: { name: string; kind: 'topic' | 'resource'; at: string },
): Finding {
  const { name, kind, at } = options;
  if (side.fleet.services[name]) {
    return deny({
      at,
      message: `${name} is a service, and the intent calls it a ${kind}.`,
      remedy: `Write "service: ${name}" instead of "${kind}: ${name}"`,
    });
  }
  const known = [
    ...side.contract.resources.map(resource => resource.name),
    ...Object.keys(side.fleet.resources),
  ];
  return deny({
    at,
    message: `Nobody has declared a ${kind} called ${name}.${didYouMean(
      name,
      known,
    )}`,
    remedy: `Write the name of a declared ${kind}, or declare ${name} with a SharedResource document`,
  });
}

function deny(finding: Pick<Finding, 'at' | 'message' | 'remedy'>): Finding {
  return {
    policy: 'shared-resource',
    title: TITLE,
    severity: 'deny',
    ...finding,
  };
}
