import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  compareContracts,
  contractOfFiles,
  parseIntent,
  withChanges,
  type AuthoringAnswer,
  type AuthoringApi,
  type AuthoringChanges,
  type AuthoringDraft,
  type AuthoringImpact,
  type AuthoringService,
  type AuthoringTemplate,
  type SaveAuthoringDraft,
} from '@fairway/plugin-golden-path-common';
import { shippedFiles } from './shippedFiles';

const IMAGE = `registry.example.com/fraud-service@sha256:${'ab'.repeat(32)}`;

/** The service that is fed first. */
export const FRAUD_SERVICE = `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata:
  name: fraud-service
  owner: group:risk
  system: fraud
spec:
  workloadType: internal-api
  tier: tier-1
  dataClassification: internal
  exposure: internal
  runtime: go
  containers:
    app:
      image: ${IMAGE}
      port: 8080
      health: { ready: /ready }
  environments: [dev, prod]
`;

const MOMENT = '2026-11-21T09:00:00Z';

/** The contract and templates that ship, with drafts in memory. */
export class FakeAuthoring implements AuthoringApi {
  readonly drafts = new Map<string, AuthoringDraft>();
  readonly #contract = shippedFiles('platform', 'contract');
  #made = 0;
  fingerprint = 'f'.repeat(64);
  /** Who saves now. */
  user = 'user:default/pat.platform';

  async getAuthoring(): Promise<AuthoringAnswer> {
    return {
      fingerprint: this.fingerprint,
      contractVersion: '1.0.0',
      contract: this.#contract,
      templates: [
        {
          name: 'http-api',
          title: 'HTTP API',
          workloadType: 'http-api',
          tests: ['payments-api', 'smallest'],
        },
        {
          name: 'queue-worker',
          title: 'Queue worker',
          workloadType: 'queue-worker',
          tests: ['smallest'],
        },
      ],
      drafts: [...this.drafts.values()].map(
        ({ changes: _changes, basedOn: _basedOn, ...summary }) => summary,
      ),
    };
  }

  async getAuthoringTemplate(name: string): Promise<AuthoringTemplate> {
    return {
      name,
      files: shippedFiles(`templates/${name}`, `templates/${name}`),
    };
  }

  async getAuthoringService(name: string): Promise<AuthoringService> {
    const text = FRAUD_SERVICE.replaceAll('fraud-service', name);
    const intent = parseIntent(text);
    if (!intent.ok) {
      throw new NotFoundError(`No service ${name}`);
    }
    return { name, text, intent: intent.value };
  }

  async getAuthoringDraft(id: string): Promise<AuthoringDraft> {
    const draft = this.drafts.get(id);
    if (!draft) {
      throw new NotFoundError(`No draft ${id}; pick another`);
    }
    return draft;
  }

  async createAuthoringDraft(
    draft: SaveAuthoringDraft,
  ): Promise<AuthoringDraft> {
    this.#made += 1;
    return this.#put(`draft-${this.#made}`, draft, 1);
  }

  async saveAuthoringDraft(
    id: string,
    draft: SaveAuthoringDraft,
  ): Promise<AuthoringDraft> {
    const { revision, changedBy } = await this.getAuthoringDraft(id);
    if (draft.revision !== revision) {
      throw new ConflictError(`${changedBy} saved it a moment ago.`);
    }
    return this.#put(id, draft, revision + 1);
  }

  async deleteAuthoringDraft(id: string): Promise<void> {
    this.drafts.delete(id);
  }

  async measureImpact(request: {
    changes: AuthoringChanges;
  }): Promise<AuthoringImpact> {
    const [before, after] = [{}, request.changes].map(changes => {
      const parsed = contractOfFiles(withChanges(this.#contract, changes));
      if (!parsed.ok) {
        throw new Error('the contract has mistakes');
      }
      return parsed.value;
    });
    return {
      services: 400,
      changed: 120,
      newlyDenied: [
        {
          service: 'checkout-api',
          findings: [
            {
              policy: 'quota',
              title: 'Quota',
              severity: 'deny',
              message: 'checkout asks for 200 cores of 192 in prod.',
              at: '',
              remedy: 'Lower the range of replicas',
            },
          ],
        },
      ],
      noLongerDenied: ['mobile-bff'],
      kinds: [
        {
          words: 'least replicas 3 → 4',
          services: ['a-api', 'b-api', 'c-api', 'd-api', 'e-api'],
        },
      ],
      comparison: compareContracts({ before, after }),
      took: 4_321,
    };
  }

  #put(
    id: string,
    { title, changes, basedOn }: SaveAuthoringDraft,
    revision: number,
  ): AuthoringDraft {
    const draft = {
      id,
      title,
      changes,
      basedOn,
      revision,
      paths: Object.keys(changes),
      changedBy: this.user,
      changedAt: MOMENT,
    };
    this.drafts.set(id, draft);
    return draft;
  }
}
