import type {
  ChangeRequest,
  Day2Api,
  OpenServiceFlow,
  ServiceDependents,
  ServiceFlow,
  ServiceFlowPreview,
} from '@fairway/plugin-golden-path-common';
import { exampleRequest } from './changeRequests';

/** A service that one other calls, with a host and a store. */
export function exampleDependents(
  service: string,
  callers: ServiceDependents['callers'] = [
    {
      name: 'checkout-api',
      team: 'checkout',
      tier: 'tier-1',
      onFailure: 'queue and retry',
    },
  ],
): ServiceDependents {
  return {
    service,
    callers,
    accepting: [{ name: 'ledger-api', team: 'payments' }],
    hosts: ['payments.example.com'],
    environments: ['dev', 'prod'],
  };
}

/** What a flow would do; a retirement is blocked for as long as somebody calls the service. */
export function examplePreview(
  service: string,
  flow: ServiceFlow,
): ServiceFlowPreview {
  const isBlocked = flow.kind === 'retire' && !flow.release;
  return {
    service,
    flow,
    title: titleOf(service, flow),
    services: [
      {
        name: service,
        team: 'payments',
        change: flow.kind === 'retire' ? 'removed' : 'changed',
        words: flow.kind === 'rename' ? [`name ${service} → ${flow.to}`] : [],
      },
      {
        name: 'checkout-api',
        team: 'checkout',
        change: 'changed',
        words: ['dependency on it goes'],
      },
    ],
    counts: { added: 0, changed: 1, removed: 12 },
    findings: [],
    blocked: isBlocked
      ? [
          {
            why: `checkout-api calls ${service}.`,
            remedy: 'Take it out of what checkout-api calls first.',
          },
        ]
      : [],
    warnings: ['payments.example.com stops answering.'],
    review: {
      decision: 'review',
      reviewers: ['group:checkout'],
      reasons: [
        {
          trigger: 'agreement',
          reviewer: 'group:checkout',
          why: 'The intent of checkout-api changes.',
          at: '/spec/dependencies',
        },
      ],
    },
    costBefore: '120.00',
    costAfter: flow.kind === 'retire' ? undefined : '120.00',
    currency: 'EUR',
  };
}

function titleOf(service: string, flow: ServiceFlow): string {
  switch (flow.kind) {
    case 'rename':
      return `Rename ${service} to ${flow.to}`;
    case 'move':
      return `Move ${service} to ${flow.owner.replace('group:', '')}`;
    default:
      return `Retire ${service}`;
  }
}

/** Works flows out from made-up data, and remembers what was opened. */
export class FakeDay2 implements Day2Api {
  readonly opened: { service: string; request: OpenServiceFlow }[] = [];

  async getDependents(service: string): Promise<ServiceDependents> {
    return exampleDependents(service);
  }

  async previewFlow(
    service: string,
    flow: ServiceFlow,
  ): Promise<ServiceFlowPreview> {
    return examplePreview(service, flow);
  }

  async openFlow(
    service: string,
    request: OpenServiceFlow,
  ): Promise<ChangeRequest> {
    this.opened.push({ service, request });
    return exampleRequest(7, 'waiting');
  }
}
