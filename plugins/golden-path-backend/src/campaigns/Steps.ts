import type { LoggerService } from '@backstage/backend-plugin-api';
import { FAIRWAY } from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { ContractService } from '../services/ContractService';
import { Turns } from '../services/Turns';
import type { StoredCampaign } from '../store/campaignRows';
import type { CampaignStore } from '../store/CampaignStore';
import { cannotTake } from './cannotTake';
import type { CampaignAnnouncer } from './CampaignAnnouncer';
import { isSettledGroup } from './CampaignView';
import type { Followed } from './Followed';
import type { Openings } from './Openings';
import { otherContract } from './otherContract';
import type { Planner } from './Planner';
import { pausedBefore, waveTrouble } from './waveTrouble';

export interface StepsOptions {
  announcer: Pick<CampaignAnnouncer, 'moved' | 'team'>;
  clock: Clock;
  contract: Pick<ContractService, 'current'>;
  followed: Pick<Followed, 'follow'>;
  logger: LoggerService;
  openings: Openings;
  planner: Pick<Planner, 'run'>;
  store: CampaignStore;
}

/**
 * What a campaign does next: it is planned, opens requests in waves, follows them. Each step reads all it needs, and
 * leaves behind what the next one can begin with.
 */
export class Steps {
  static create(options: StepsOptions): Steps {
    return new Steps(options);
  }

  readonly #options: StepsOptions;
  readonly #turns = new Turns();

  private constructor(options: StepsOptions) {
    this.#options = options;
  }

  /** Nobody works on a campaign whose lease was free, so what is being opened was interrupted. */
  async recover(id: string): Promise<void> {
    const { openings, store } = this.#options;
    const campaign = await store.get(id);
    if (!campaign || campaign.state === 'planning') {
      return;
    }
    const { items } = await store.services(id, {
      states: ['opening'],
      limit: 1_000,
      offset: 0,
    });
    for (const service of items) {
      await openings.recover(campaign, service);
    }
  }

  /**
   * @param isStopping - whether the process is about to end, so that nothing long is begun
   * @returns whether there may be more to do at once.
   */
  async step(id: string, isStopping: () => boolean): Promise<boolean> {
    const { followed, store } = this.#options;
    const campaign = await store.get(id);
    if (!campaign) {
      return false;
    }
    if (campaign.state === 'planning') {
      return this.#turns.take(
        'plan',
        async () => !isStopping() && this.#plan(id),
      );
    }
    const settled = await followed.follow(campaign);
    if (campaign.state !== 'running') {
      if (campaign.state === 'stopped') {
        await store.skipPlanned(id, isoNow(this.#options.clock));
      }
      return settled;
    }
    if (await this.#hasOtherContract(campaign)) {
      return false;
    }
    await this.#tellTeams(campaign);
    const goesOn =
      (await this.#open(campaign)) || (await this.#settle(campaign));
    // Pages hear of what has settled also when nothing follows from it yet.
    return goesOn || settled;
  }

  async #plan(id: string): Promise<boolean> {
    const { planner, store } = this.#options;
    const campaign = await store.get(id);
    if (campaign?.state !== 'planning') {
      return false;
    }
    try {
      const planned = await planner.run(campaign);
      if (planned) {
        const { changed = 0 } = (await store.findings(id)).impact ?? {};
        const failed = (await store.counts([id])).get(id)?.failed ?? 0;
        const changes =
          changed === 1 ? 'One service changes' : `${changed} services change`;
        await this.#tell(
          id,
          failed > 0
            ? `${changes}; ${cannotTake(failed, campaign.change)}`
            : changes,
        );
      }
      return planned !== undefined;
    } catch (error) {
      if (isTransient(error)) {
        throw error;
      }
      const latest = await store.get(id);
      if (latest?.state === 'planning') {
        const note = error instanceof Error ? error.message : String(error);
        await store.change(latest, {
          state: latest.startedAt ? 'paused' : 'failed',
          planned: undefined,
          note,
        });
        this.#options.announcer.moved(id);
      }
      return false;
    }
  }

  async #hasOtherContract(campaign: StoredCampaign): Promise<boolean> {
    const { contract, store } = this.#options;
    const why = otherContract(campaign, (await contract.current()).contract);
    if (why === undefined) {
      return false;
    }
    if (await store.change(campaign, { state: 'paused', note: why })) {
      await this.#tell(campaign.id, `Paused it. ${why}`);
    }
    return true;
  }

  /** Opens the next request, when there is room and one is due. */
  async #open(campaign: StoredCampaign): Promise<boolean> {
    const { clock, openings, store } = this.#options;
    const { id, settings, wave = 1 } = campaign;
    const counts = (await store.counts([id])).get(id);
    if (!counts || counts.open + counts.opening >= settings.concurrency) {
      return false;
    }
    const page = { limit: 1, offset: 0 };
    const due = await store.services(id, { ...page, dueAt: isoNow(clock) });
    const [next] =
      due.items.length > 0
        ? due.items
        : (
            await store.services(id, {
              ...page,
              state: 'planned',
              upToWave: wave,
            })
          ).items;
    return next !== undefined && openings.open(campaign, next);
  }

  /** Ends the wave, and with the last one the campaign, when nothing in it moves by itself any more. */
  async #settle(campaign: StoredCampaign): Promise<boolean> {
    const { clock, store } = this.#options;
    const { id, settings, waveTitles, wave = 1 } = campaign;
    const groups = await store.waveGroups(id);
    const begun = groups.filter(group => (group.wave ?? 0) <= wave);
    if (!begun.every(isSettledGroup)) {
      return false;
    }
    if (wave >= waveTitles.length) {
      const ended = await store.change(campaign, {
        state: 'done',
        endedAt: isoNow(clock),
        note: undefined,
      });
      if (ended) {
        await this.#tell(id, 'Every service has settled');
      }
      return false;
    }
    // Where nothing is left to be done in later waves, nothing has to be kept from them.
    const trouble = groups.every(isSettledGroup)
      ? undefined
      : await waveTrouble(store, campaign);
    if (settings.waves.next === 'manual') {
      const settled = `Wave ${wave} has settled; wave ${
        wave + 1
      } waits until somebody begins it.`;
      const note = trouble ? `${trouble} ${settled}` : settled;
      if (campaign.note !== note) {
        await store.change(campaign, { note });
        await this.#tell(id, note);
      }
      return false;
    }
    if (trouble) {
      const note = pausedBefore(trouble, campaign);
      if (await store.change(campaign, { state: 'paused', note })) {
        await this.#tell(id, `Paused it. ${note}`);
      }
      return false;
    }
    const next = await store.change(campaign, { wave: wave + 1 });
    if (next) {
      await this.#tell(id, `Wave ${wave + 1} begins: ${waveTitles[wave]}`);
    }
    return true;
  }

  /** Once for each team, when the first of its services is reached. */
  async #tellTeams(campaign: StoredCampaign): Promise<void> {
    const { announcer, logger, store } = this.#options;
    const { id, wave = 1 } = campaign;
    for (const told of await store.untoldTeams(id, wave)) {
      if (await store.claimNotice(id, told.team)) {
        try {
          await announcer.team(campaign, told);
        } catch (error) {
          await store.releaseNotice(id, told.team);
          logger.warn(
            `Telling ${told.team} of campaign ${id} failed; it is tried again`,
            error instanceof Error ? error : undefined,
          );
          // Others would fare no better.
          return;
        }
      }
    }
  }

  async #tell(id: string, text: string): Promise<void> {
    const { announcer, clock, store } = this.#options;
    await store.addNews(id, { at: isoNow(clock), by: FAIRWAY, text });
    announcer.moved(id);
  }
}

/** Nothing is wrong with the campaign: the backend stops, or the host does not answer. */
function isTransient(error: unknown): boolean {
  return error instanceof Error && error.name === 'ServiceUnavailableError';
}
