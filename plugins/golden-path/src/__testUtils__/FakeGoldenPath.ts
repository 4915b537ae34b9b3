import { NotFoundError } from '@backstage/errors';
import type {
  ChangeRequest,
  ContractAnswer,
  FileDiff,
  FleetAnswer,
  GoldenPathApi,
  Page,
  ServiceAnswer,
  ChangeRequestSummary,
  CompileAnswer,
} from '@fairway/plugin-golden-path-common';
import { exampleDiff, exampleRequest } from './changeRequests';
import { exampleContractAnswer } from './contract';
import { exampleResult, exampleService, exampleServiceAnswer } from './service';

/** Answers like the backend, from made-up data in memory; changes stay until the page is left. */
export class FakeGoldenPath implements GoldenPathApi {
  readonly requests: Map<string, ChangeRequest>;

  constructor(requests: ChangeRequest[]) {
    this.requests = new Map(requests.map(request => [request.id, request]));
  }

  /** A list of the given length, with every story in it. */
  static ofSize(count: number): FakeGoldenPath {
    return new FakeGoldenPath(
      Array.from({ length: count }, (_request, index) =>
        exampleRequest(index + 1),
      ),
    );
  }

  async getContract(): Promise<ContractAnswer> {
    return exampleContractAnswer();
  }

  async getFleet(): Promise<FleetAnswer> {
    const service = exampleService();
    return {
      commit: 'c0ffee'.repeat(7).slice(0, 40),
      fleet: { services: { [service.name]: service }, resources: {} },
    };
  }

  async compile(): Promise<CompileAnswer> {
    return {
      ...exampleResult(),
      review: { decision: 'automatic', reviewers: [], reasons: [] },
    };
  }

  async listServices(): ReturnType<GoldenPathApi['listServices']> {
    return {
      items: [{ ...exampleService(), contractVersion: '1.2.0' }],
      total: 1,
    };
  }

  async getService(name: string): Promise<ServiceAnswer> {
    const openRequests = [...this.requests.values()].filter(
      ({ service, state }) => service === name && state === 'open',
    );
    return { ...exampleServiceAnswer(name), openRequests };
  }

  async listChangeRequests(
    query: Parameters<GoldenPathApi['listChangeRequests']>[0],
  ): Promise<Page<ChangeRequestSummary>> {
    const {
      state,
      search = '',
      author,
      awaitingMe,
      cursor,
      limit = 50,
    } = query;
    const matching = [...this.requests.values()].filter(
      request =>
        (!state || request.state === state) &&
        (!author || request.author === author) &&
        (!awaitingMe || request.awaiting.length > 0) &&
        `${request.title} ${request.service}`.includes(search),
    );
    const from = Number(cursor ?? 0);
    const to = from + limit;
    return {
      items: matching.slice(from, to),
      total: matching.length,
      nextCursor: to < matching.length ? String(to) : undefined,
    };
  }

  async getChangeRequest(id: string): Promise<ChangeRequest> {
    const request = this.requests.get(id);
    if (!request) {
      throw new NotFoundError(`No change request ${id}; look in the list`);
    }
    return request;
  }

  async getChangeRequestDiff(
    id: string,
    query: { path?: string } = {},
  ): Promise<Page<FileDiff>> {
    const request = await this.getChangeRequest(id);
    const items = request.files
      .filter(({ path }) => !query.path || path === query.path)
      .map(file => exampleDiff(request, file));
    return { items, total: items.length };
  }

  async openChangeRequest(): Promise<ChangeRequest> {
    return exampleRequest(1);
  }

  async approve(id: string): Promise<ChangeRequest> {
    return this.#change(id, request => ({
      awaiting: [],
      approvals: [
        ...request.approvals,
        {
          by: 'user:default/sam.reviewer',
          reviewers: request.awaiting,
          at: '2026-11-21T09:10:00Z',
          commit: request.commit,
          stale: false,
        },
      ],
    }));
  }

  async merge(id: string): Promise<ChangeRequest> {
    return this.#change(id, ({ commit }) => ({
      state: 'merged',
      mergeCommit: commit,
    }));
  }

  async close(id: string): Promise<ChangeRequest> {
    return this.#change(id, () => ({ state: 'closed' }));
  }

  async comment(
    id: string,
    { text }: { text: string },
  ): Promise<ChangeRequest> {
    return this.#change(id, ({ comments }) => ({
      comments: [
        ...comments,
        {
          id: `c${comments.length + 1}`,
          by: 'user:default/priya.engineer',
          at: '2026-11-21T09:20:00Z',
          text,
        },
      ],
    }));
  }

  async #change(
    id: string,
    change: (request: ChangeRequest) => Partial<ChangeRequest>,
  ): Promise<ChangeRequest> {
    const request = await this.getChangeRequest(id);
    const changed = { ...request, ...change(request) };
    this.requests.set(id, changed);
    return changed;
  }
}
