import type { IService } from 'kubernetes-models/v1';
import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Manifest } from '../../manifest';
import {
  SCRAPE_LABEL,
  SERVICE_ROLE_LABEL,
  membersServiceName,
} from '../../names';
import type { StorePlan } from '../../storePlan';

/** A name for each member, by which the members find each other; callers use the Service of the store. */
export function deriveMembersService(
  ctx: EnvironmentContext,
  { memberPorts, memberPortsFrom }: StorePlan,
): Derived[] {
  const name = membersServiceName(ctx.name);
  const service: Manifest<IService> = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(ctx, name, {
      labels: { [SCRAPE_LABEL]: 'true', [SERVICE_ROLE_LABEL]: 'members' },
    }),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: ctx.selector,
      ports: memberPorts.map(port => ({
        name: `member-${port}`,
        port,
        targetPort: port,
        protocol: 'TCP',
      })),
    },
  };
  return [
    derivedForService(ctx, service, [
      because(
        '',
        'intent:/spec/stateful',
        `Each member has a name that stays, such as ${ctx.name}-0.${name}: the others find it again after it moved.`,
      ),
      because(
        pointer('metadata', 'labels', SCRAPE_LABEL),
        'policy:standard-signals',
        'Every service emits the standard signals; they are collected through the other Service, so that no member is counted twice.',
      ),
      because(
        pointer('metadata', 'labels', SERVICE_ROLE_LABEL),
        'fairway:service-roles',
        'Tells the Services of one workload apart.',
      ),
      because(
        '/spec/type',
        'policy:service-exposure',
        'Reachable inside the cluster only.',
      ),
      because(
        '/spec/clusterIP',
        'fairway:member-names',
        'No address of its own: the name leads to the members themselves.',
      ),
      because(
        '/spec/publishNotReadyAddresses',
        'fairway:member-names',
        'Members have to find each other before they can be ready.',
      ),
      because('/spec/selector', 'fairway:selector', 'Every member.'),
      because(
        '/spec/ports',
        memberPortsFrom,
        `Members talk to each other on ${
          memberPorts.length > 1 ? 'ports' : 'port'
        } ${memberPorts.join(', ')}.`,
      ),
    ]),
  ];
}
