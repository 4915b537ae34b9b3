import { NotFoundError } from '@backstage/errors';
import {
  changeWords,
  dependentsOf,
  teamOf,
  type IntentChange,
  type ServiceDependents,
  type ServiceFlow,
  type ServiceFlowPreview,
} from '@fairway/plugin-golden-path-common';
import type { Caller } from '../permissions/Access';
import type { ChangeRequests } from './ChangeRequests';
import type { DesiredStateService } from './DesiredStateService';
import { agreedBy } from './flowRequest';
import type { FlowPlanner } from './FlowPlanner';
import { openRequestsFor } from './openRequestsFor';
import { resultsAfter } from './proposal';
import type { Proposer } from './Proposer';
import type { RequestRecords } from './RequestRecords';
import { countChanges } from './snapshot';

interface ServiceFlowsOptions {
  changeRequests: Pick<ChangeRequests, 'list'>;
  desiredState: DesiredStateService;
  planner: FlowPlanner;
  proposer: Proposer;
  records: RequestRecords;
}

/** What flows would do, and who would notice; nothing is written. */
export class ServiceFlows {
  static create(options: ServiceFlowsOptions): ServiceFlows {
    return new ServiceFlows(options);
  }

  readonly #options: ServiceFlowsOptions;

  private constructor(options: ServiceFlowsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the service is not merged. */
  async dependents(name: string): Promise<ServiceDependents> {
    const { fleet, intents } = await this.#options.desiredState.fleet();
    if (!intents.has(name)) {
      throw new NotFoundError(
        `No service ${name} is merged; it may still be in an open change request.`,
      );
    }
    return dependentsOf({ name, intents, fleet });
  }

  /** As it would be proposed by this caller. @throws NotFoundError when the service is not merged. */
  async preview(
    caller: Caller,
    name: string,
    flow: ServiceFlow,
  ): Promise<ServiceFlowPreview> {
    const { changeRequests, planner, proposer, records } = this.#options;
    const plan = await planner.plan(name, flow);
    const { title, main, others, warnings, blocked } = plan;
    const [proposal, open, readable] = await Promise.all([
      proposer.propose({ ...plan, agreed: agreedBy(caller, plan) }),
      records.openRequestOf(name),
      openRequestsFor({ changeRequests, caller, service: name }),
    ]);
    const { before, after } = proposal;
    const cost = (after ?? before)?.cost;
    return {
      service: name,
      flow,
      title,
      services: [main, ...others].map(rowOf),
      counts: countChanges(proposal.files),
      findings: resultsAfter([proposal, ...proposal.others]).flatMap(
        ({ findings }) => findings,
      ),
      blocked,
      warnings,
      review: proposal.review,
      ...(before && { costBefore: before.cost.monthly }),
      ...(after && { costAfter: after.cost.monthly }),
      currency: cost?.currency ?? '',
      ...(open &&
        readable.some(({ id }) => id === open.id) && {
          openRequest: { id: open.id, number: open.number, title: open.title },
        }),
    };
  }
}

function rowOf(change: IntentChange): ServiceFlowPreview['services'][number] {
  const { before, after } = change;
  const intent = before ?? after;
  return {
    name: intent?.metadata.name ?? '',
    team: intent ? teamOf(intent) : '',
    change: after ? 'changed' : 'removed',
    words: changeWords(change),
  };
}
