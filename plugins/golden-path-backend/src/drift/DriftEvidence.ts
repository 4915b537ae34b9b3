import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GitHost } from '@fairway/connectors';
import {
  byExpiry,
  describeDrift,
  endedWaivers,
  renderFiles,
  standingOf,
  type CompileResult,
  type DriftFile,
  type StandingWaiver,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { DriftFound } from '../store/driftRows';

/** Files of a service whose texts are told. */
const MAX_TEXTS = 100;

interface Options {
  clock: Clock;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  host: Pick<GitHost, 'readFiles' | 'lastChange'>;
  logger: LoggerService;
}

/** What a look has found of one service, with all that people need to judge it: read when they ask, and not before. */
export class DriftEvidence {
  static create(options: Options): DriftEvidence {
    return new DriftEvidence(options);
  }

  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Files that differ, in words, with their texts. */
  async files(
    record: DriftFound,
    options: { result: CompileResult | undefined; commit: string },
  ): Promise<DriftFile[]> {
    const { result, commit } = options;
    const { files } = record.details;
    const shown = files.slice(0, MAX_TEXTS);
    const texts = await this.#options.host.readFiles({
      commit,
      paths: shown.map(({ path }) => path),
    });
    const derived = new Map(
      (result ? renderFiles(result) : []).map(({ path, text }) => [path, text]),
    );
    const objects = new Map(
      result?.objects.map(({ path, env, cluster }) => [path, { env, cluster }]),
    );
    return [
      ...shown.map(file =>
        describeDrift({
          ...file,
          ...(texts.has(file.path) && { found: texts.get(file.path) }),
          ...(derived.has(file.path) && { derived: derived.get(file.path) }),
          ...objects.get(file.path),
        }),
      ),
      ...files.slice(MAX_TEXTS).map(file => ({ ...file, words: [] })),
    ];
  }

  /** What it rests on now, and what has ended. */
  async waivers(result: CompileResult): Promise<StandingWaiver[]> {
    const { clock, desiredState } = this.#options;
    const { contract } = await desiredState.fleet();
    const now = clock.now();
    const ended = endedWaivers({
      result,
      exceptions: contract.exceptions,
      now,
    });
    return byExpiry([...ended, ...(result.waivers ?? [])]).map(waiver => ({
      ...waiver,
      ...standingOf(waiver.expires, now),
    }));
  }

  /** The newest commit that changed the first file that somebody edited, where the host can tell. */
  async changedIn(
    record: DriftFound,
    commit: string,
  ): Promise<{ changedIn?: string }> {
    const { host, logger } = this.#options;
    const byHand = record.details.files.find(({ kind }) => kind !== 'behind');
    if (!byHand) {
      return {};
    }
    try {
      const changedIn = await host.lastChange({ commit, folder: byHand.path });
      return changedIn ? { changedIn } : {};
    } catch (error) {
      logger.debug(`Who changed ${byHand.path} last is not known: ${error}`);
      return {};
    }
  }
}
