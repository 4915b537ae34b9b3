import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import {
  compareContracts,
  contractOfFiles,
  fleetServiceOf,
  isInScope,
  withChanges,
  type AuthoringDraft,
  type ContractComparison,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { Breath } from '@fairway/backend-kit';
import { RepositoryTree } from '../drift/RepositoryTree';
import { DraftProblemsError } from '../errors';
import { contractVersionOf } from '../services/catalogDocuments';
import type { ContractHistory } from '../services/ContractHistory';
import type {
  ContractService,
  LoadedContract,
} from '../services/ContractService';
import type { FleetState } from '../services/desiredState';
import type { DesiredStateService } from '../services/DesiredStateService';
import { catalogPath } from '../services/layout';
import type { StoredCampaign } from '../store/campaignRows';
import { contractDigest } from './contractDigest';
import { editsOf } from './editsOf';
import type { Ground } from './outlook';

/** Texts that are read at once. */
const BATCH = 200;

export interface PlanGroundOptions {
  contract: Pick<ContractService, 'current'>;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  drafts: { get(id: string): Promise<AuthoringDraft> };
  history: Pick<ContractHistory, 'at'>;
  host: Pick<GitHost, 'readTree' | 'readFiles'>;
}

/** All that a plan stands on, of one moment: contracts before and after, the fleet, and what Git holds. */
export class PlanGround {
  /** @throws DraftProblemsError when the draft makes no contract, NotFoundError when it is gone. */
  static async of(
    campaign: StoredCampaign,
    options: PlanGroundOptions,
  ): Promise<PlanGround> {
    const { out, state } = await momentOf(options);
    const { change, startedAt } = campaign;
    // One of a draft begins once the draft is in force: from then on it is about the contract in force.
    const after =
      change.type === 'draft' && !startedAt
        ? draftContract(out, await options.drafts.get(change.draft))
        : out.contract;
    return new PlanGround({ campaign, options, state, after });
  }

  readonly contract: PlatformContract;
  /** The same as long as a plan would find the same. */
  readonly base: string;
  /** Merged services in scope, by name. */
  readonly names: string[];
  readonly #state: FleetState;
  readonly #campaign: StoredCampaign;
  readonly #options: PlanGroundOptions;
  readonly #breath = new Breath();
  readonly #before = new Map<string, Ground | undefined>();
  #after?: Ground;
  #tree?: RepositoryTree;
  #versions?: Map<string, string>;

  private constructor(given: {
    campaign: StoredCampaign;
    options: PlanGroundOptions;
    state: FleetState;
    after: PlatformContract;
  }) {
    const { campaign, options, state, after } = given;
    this.#campaign = campaign;
    this.#options = options;
    this.#state = state;
    this.contract = after;
    this.names = [...state.intents]
      .filter(([, intent]) => isInScope(intent, campaign.scope))
      .map(([name]) => name)
      .sort();
    this.base = createHash('sha256')
      .update(
        JSON.stringify([
          state.commit,
          contractDigest(state.contract),
          contractDigest(after),
          campaign.change,
          campaign.scope,
        ]),
      )
      .digest('hex');
  }

  breathe = () => this.#breath.take();

  intent(name: string): ServiceIntent | undefined {
    return this.#state.intents.get(name);
  }

  async tree(): Promise<RepositoryTree> {
    const environments = new Set(
      [this.#state.contract, this.contract].flatMap(contract =>
        contract.environments.map(each => each.name),
      ),
    );
    const wanted = new Set(this.names);
    this.#tree ??= await RepositoryTree.of({
      host: this.#options.host,
      commit: this.#state.commit,
      environments: [...environments],
      wants: service => wanted.has(service),
    });
    return this.#tree;
  }

  read = (paths: string[]): Promise<Map<string, string>> =>
    this.#options.host.readFiles({ commit: this.#state.commit, paths });

  /** Versions of the contract that services were derived under, by service. */
  async versions(): Promise<Map<string, string>> {
    if (!this.#versions) {
      const versions = new Map<string, string>();
      for (let from = 0; from < this.names.length; from += BATCH) {
        const names = this.names.slice(from, from + BATCH);
        const texts = await this.read(names.map(catalogPath));
        for (const name of names) {
          versions.set(name, contractVersionOf(texts.get(catalogPath(name))));
        }
        await this.breathe();
      }
      this.#versions = versions;
    }
    return this.#versions;
  }

  /** The contract of a version, and the fleet under it; undefined when it is not known any more. */
  async before(version: string): Promise<Ground | undefined> {
    if (!this.#before.has(version)) {
      this.#before.set(version, await this.#groundAt(version));
    }
    return this.#before.get(version);
  }

  /** The contract of the campaign, and the fleet as it will be. */
  async after(): Promise<Ground> {
    this.#after ??= {
      contract: this.contract,
      fleet: await this.#fleet(this.contract, editsOf(this.#campaign.change)),
    };
    return this.#after;
  }

  /** What the contract of most services and that of the campaign differ in; undefined where that is not known. */
  async comparison(now: string): Promise<ContractComparison | undefined> {
    const counts = new Map<string, number>();
    for (const version of (await this.versions()).values()) {
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    const before = most && (await this.before(most[0]))?.contract;
    await this.breathe();
    return before && contractDigest(before) !== contractDigest(this.contract)
      ? compareContracts({ before, after: this.contract, now })
      : undefined;
  }

  async #groundAt(version: string): Promise<Ground | undefined> {
    const { contract: inForce } = this.#state;
    const contract =
      version === inForce.metadata.version
        ? inForce
        : await this.#options.history.at(version);
    return (
      contract && { contract, fleet: await this.#fleet(contract, undefined) }
    );
  }

  /** The facts of the services as a contract has them: demand, hosts and environments depend on it. */
  async #fleet(
    contract: PlatformContract,
    edit: ReturnType<typeof editsOf>,
  ): Promise<Fleet> {
    const { contract: inForce, fleet, intents, lastReadable } = this.#state;
    if (contract === inForce && !edit) {
      return fleet;
    }
    const services: Fleet['services'] = {};
    for (const [name, merged] of intents) {
      const edited =
        edit && isInScope(merged, this.#campaign.scope)
          ? edit(merged)
          : undefined;
      const changed = edited?.ok && edited.changed;
      services[name] =
        contract === inForce && !changed
          ? fleet.services[name]
          : fleetServiceOf({
              intent: edited?.ok ? edited.intent : merged,
              contract,
            });
      await this.breathe();
    }
    for (const [name, intent] of lastReadable) {
      services[name] = fleetServiceOf({ intent, contract });
    }
    return { ...fleet, services };
  }
}

/** Contract and fleet of one moment: either may move while the other is read. */
async function momentOf(
  options: Pick<PlanGroundOptions, 'contract' | 'desiredState'>,
): Promise<{ out: LoadedContract; state: FleetState }> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const out = await options.contract.current();
    const state = await options.desiredState.fleet();
    if (out.fingerprint === state.fingerprint) {
      return { out, state };
    }
  }
  throw new ConflictError(
    'The contract in force changes again and again; plan again when it stands still.',
  );
}

/** @throws DraftProblemsError */
export function draftContract(
  out: LoadedContract,
  draft: AuthoringDraft,
): PlatformContract {
  const files = Object.fromEntries(
    Object.entries(out.files).map(([path, text]) => [`contract/${path}`, text]),
  );
  const loaded = contractOfFiles(withChanges(files, draft.changes));
  if (!loaded.ok) {
    throw new DraftProblemsError(loaded.problems);
  }
  return loaded.value;
}
