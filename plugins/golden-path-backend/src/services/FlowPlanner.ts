import { NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  isSameFlow,
  planFlow,
  type FlowPlan,
  type ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import type { ChangeRequestStore } from '../store/ChangeRequestStore';
import type { DesiredState } from './desiredState';
import type { DesiredStateService } from './DesiredStateService';
import { intentPath } from './layout';
import { renameTo } from './renameTo';
import { blockedByUnreadable, requireReadable } from './unreadable';

/** Works out what a flow does to the merged intents of now. */
export class FlowPlanner {
  static create(options: {
    desiredState: DesiredStateService;
    host: GitHost;
    store: Pick<ChangeRequestStore, 'get' | 'list'>;
  }): FlowPlanner {
    return new FlowPlanner(options);
  }

  readonly #desiredState: DesiredStateService;
  readonly #host: GitHost;
  readonly #store: Pick<ChangeRequestStore, 'get' | 'list'>;

  private constructor(options: {
    desiredState: DesiredStateService;
    host: GitHost;
    store: Pick<ChangeRequestStore, 'get' | 'list'>;
  }) {
    this.#desiredState = options.desiredState;
    this.#host = options.host;
    this.#store = options.store;
  }

  /** @throws NotFoundError when the service is not merged, ConflictError when its intent in Git cannot be read. */
  async plan(name: string, flow: ServiceFlow): Promise<FlowPlan> {
    const state = await this.#desiredState.fleet();
    const { contract, fleet, intents } = state;
    requireReadable(state, name);
    const service = intents.get(name);
    if (!service) {
      throw new NotFoundError(
        `No service ${name} is merged; it may still be in an open change request.`,
      );
    }
    const plan = planFlow({ service, intents, contract, fleet, flow });
    return {
      ...plan,
      blocked: [
        ...plan.blocked,
        ...(await this.#asked(name, flow)),
        ...(await this.#held(name, flow)),
        ...blockedByUnreadable({
          service: name,
          flow,
          texts: await this.#unreadable(state),
        }),
      ],
    };
  }

  async #unreadable({
    commit,
    unreadable,
  }: DesiredState): Promise<Map<string, string>> {
    return unreadable.size > 0
      ? this.#host.readFiles({
          commit,
          paths: [...unreadable.keys()].map(intentPath),
        })
      : new Map();
  }

  /** Whether something else has been asked for the service: one request would take the place of the other. */
  async #asked(
    service: string,
    flow: ServiceFlow,
  ): Promise<FlowPlan['blocked']> {
    const onHost = await this.#host.find({ key: service });
    const open = onHost && (await this.#store.get(onHost.id));
    return open?.snapshot.flow && !isSameFlow(open.snapshot.flow, flow)
      ? [
          {
            why: `Change request #${open.number} is open for ${service}: ${open.title}.`,
            remedy: 'Have that request merged or closed, then propose this',
          },
        ]
      : [];
  }

  /** Whether somebody has asked for the name that a service is to have. */
  async #held(
    service: string,
    flow: ServiceFlow,
  ): Promise<FlowPlan['blocked']> {
    if (flow.kind !== 'rename') {
      return [];
    }
    const open =
      (await this.#host.find({ key: flow.to })) ??
      (await renameTo({
        store: this.#store,
        name: flow.to,
        except: service,
      }));
    return open
      ? [
          {
            why: `Change request #${open.number} is open for a service called ${flow.to}.`,
            remedy: 'Choose another name, or have that request closed',
          },
        ]
      : [];
  }
}
