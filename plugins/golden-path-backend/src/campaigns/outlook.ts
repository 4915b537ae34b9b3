import {
  compile,
  decideReview,
  diffResults,
  impactEntry,
  type CompileResult,
  type FileChange,
  type Finding,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { RepositoryTree } from '../drift/RepositoryTree';
import type { ChangePlan } from '../services/changePlan';
import type { StoredCampaignService } from '../store/campaignRows';
import { asHeld } from './asHeld';
import { plannedFiles } from './plannedFiles';

/** A contract, and the fleet as it would have it. */
export interface Ground {
  contract: PlatformContract;
  fleet: Fleet;
}

/** What a campaign makes of one service. */
export type Outlook = Pick<
  StoredCampaignService,
  | 'kinds'
  | 'counts'
  | 'review'
  | 'newlyDenied'
  | 'noLongerDenied'
  | 'environment'
  | 'costBefore'
  | 'costAfter'
  | 'currency'
> & { state: 'planned' | 'unchanged' | 'denied' };

/**
 * Compiles a service as it was derived and as it would be, and tells what would change in Git. What Git holds
 * already, whoever put it there, does not count.
 */
export async function outlookOf(options: {
  intents: { before: ServiceIntent; after: ServiceIntent };
  /** What it was derived under; missing where that is not known any more. */
  before: Ground | undefined;
  after: Ground;
  tree: RepositoryTree;
  /** Texts of Git by path. */
  read(paths: string[]): Promise<Map<string, string>>;
  /** ISO 8601. */
  now: string;
  /** Awaited between pieces of work. */
  breathe(): Promise<void>;
}): Promise<Outlook> {
  const { intents, after: ground, before: was, tree, now, breathe } = options;
  const after = compile({ ...ground, intent: intents.after, now });
  await breathe();
  const plan = plannedFiles({ result: after, tree });
  await breathe();
  if (plan.write.length + plan.remove.length === 0 && !after.denied) {
    return {
      state: 'unchanged',
      kinds: [],
      counts: countsOf([]),
      newlyDenied: [],
      noLongerDenied: false,
      currency: ground.contract.prices.currency,
    };
  }
  const derivedBefore = was
    ? compile({ ...was, intent: intents.before, now })
    : undefined;
  await breathe();
  const { before, files } = await changesIn({
    derivedBefore,
    after,
    plan,
    read: options.read,
  });
  await breathe();
  const denied = denialsOf(after);
  const deniedBefore = derivedBefore ? denialsOf(derivedBefore) : [];
  const newlyDenied = denied.filter(
    ({ policy, message }) =>
      !deniedBefore.some(
        old => old.policy === policy && old.message === message,
      ),
  );
  const changes = {
    name: after.name,
    change: 'changed' as const,
    files,
    cost: { currency: ground.contract.prices.currency },
    denied,
    newlyDenied,
    noLongerDenied: denied.length === 0 && deniedBefore.length > 0,
  };
  const { kinds, noLongerDenied } = impactEntry(changes);
  return {
    state: stateOf({ files, denied, newlyDenied }),
    kinds,
    counts: countsOf(files),
    ...(files.length > 0 && {
      review: decideReview({ before, after, contract: ground.contract }),
    }),
    newlyDenied,
    noLongerDenied,
    environment: lastEnvironment(files, ground.contract),
    costBefore: derivedBefore?.cost.monthly,
    costAfter: after.cost.monthly,
    currency: changes.cost.currency,
  };
}

/**
 * What a plan does to each file, in words: those of what was derived before where that explains it, and else those
 * of what Git holds: edited by hand, or derived under a contract that nobody has any more.
 */
async function changesIn(options: {
  derivedBefore: CompileResult | undefined;
  after: CompileResult;
  plan: ChangePlan;
  read(paths: string[]): Promise<Map<string, string>>;
}): Promise<{ before: CompileResult; files: FileChange[] }> {
  const { derivedBefore, after, plan, read } = options;
  const told = wordsOf(derivedBefore && { before: derivedBefore, after });
  const unexplained = plan.write.filter(
    ({ path, change }) => told.get(path)?.change !== change,
  );
  let before = derivedBefore;
  if (unexplained.length > 0 || !before) {
    const changed = unexplained
      .filter(({ change }) => change === 'changed')
      .map(({ path }) => path);
    const found = changed.length > 0 ? await read(changed) : new Map();
    const texts = new Map<string, string | undefined>(
      unexplained.map(({ path }) => [path, found.get(path)]),
    );
    const held = asHeld({ result: after, texts });
    before ??= held;
    for (const [path, change] of wordsOf({ before: held, after })) {
      told.set(path, change);
    }
  }
  const written = plan.write.map(
    ({ path, change }): FileChange => ({
      words: ['derived anew'],
      ...told.get(path),
      path,
      change,
    }),
  );
  const removed = plan.remove.map(
    (path): FileChange => ({
      words: ['no longer derived'],
      ...told.get(path),
      path,
      change: 'removed',
    }),
  );
  return { before, files: [...written, ...removed] };
}

function wordsOf(
  results: { before: CompileResult; after: CompileResult } | undefined,
): Map<string, FileChange> {
  return new Map(
    results && diffResults(results).map(change => [change.path, change]),
  );
}

function stateOf(options: {
  files: FileChange[];
  denied: Finding[];
  newlyDenied: Finding[];
}): Outlook['state'] {
  const { files, denied, newlyDenied } = options;
  if (files.length === 0 && newlyDenied.length === 0) {
    return 'unchanged';
  }
  return denied.length > 0 ? 'denied' : 'planned';
}

function denialsOf(result: CompileResult): Finding[] {
  return result.findings.filter(({ severity }) => severity === 'deny');
}

function countsOf(files: FileChange[]): Outlook['counts'] {
  const count = (change: FileChange['change']) =>
    files.filter(file => file.change === change).length;
  return {
    added: count('added'),
    changed: count('changed'),
    removed: count('removed'),
  };
}

function lastEnvironment(
  files: FileChange[],
  contract: PlatformContract,
): string | undefined {
  const touched = new Set(files.map(({ env }) => env));
  return contract.environments
    .map(({ name }) => name)
    .filter(name => touched.has(name))
    .at(-1);
}
