import type { GitHost } from '@fairway/connectors';
import {
  countKinds,
  readYaml,
  type Tier,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';
import type { DesiredState } from '../services/desiredState';
import { intentPath } from '../services/layout';
import type { DriftDetails, DriftRecord } from '../store/driftRows';
import type { DriftStore } from '../store/DriftStore';
import { NOBODY, type ForeignFile } from './strays';

/** Where nothing says who owns a file or how much it matters. */
const UNKNOWN = { team: 'unknown', tier: 'tier-3' } as const;

/** What a look has found of a service, before it is said when. */
export type NewFinding = Omit<DriftRecord, 'commit' | 'since' | 'checkedAt'> & {
  details: DriftDetails;
};

/** Services that are gone and left files, and those whose intent cannot be read, with what was found before. */
export async function recordsWithoutIntent(options: {
  orphans: ReadonlyMap<string, ForeignFile[]>;
  host: Pick<GitHost, 'readFiles'>;
  state: Pick<DesiredState, 'commit' | 'unreadable'>;
  store: Pick<DriftStore, 'getMany'>;
}): Promise<{ found: NewFinding; before?: DriftRecord }[]> {
  const { orphans, host, state, store } = options;
  const { commit, unreadable } = state;
  const known = await store.getMany([...orphans.keys(), ...unreadable.keys()]);
  const samples = new Map([
    ...[...orphans].map(
      ([name, files]) =>
        [name, files.find(({ path }) => /\.ya?ml$/.test(path))?.path] as const,
    ),
    ...[...unreadable.keys()].map(name => [name, intentPath(name)] as const),
  ]);
  const texts = await host.readFiles({
    commit,
    paths: [...samples.values()].filter(path => path !== undefined),
  });
  const textOf = (name: string) => texts.get(samples.get(name) ?? '');
  return [
    ...[...orphans].map(([name, files]) => {
      const before = known.get(name);
      const found: NewFinding = {
        service: name,
        ...whoseIs(before, labelledIn(textOf(name))),
        ...(name === NOBODY && UNKNOWN),
        orphan: true,
        state: 'edited',
        files: countKinds(files),
        expired: 0,
        denied: 0,
        details: { files: [...files].sort(byPath), seen: [] },
      };
      return { before, found };
    }),
    ...[...unreadable].map(([name, problems]) => {
      const before = known.get(name);
      const found: NewFinding = {
        service: name,
        ...whoseIs(before, statedIn(textOf(name))),
        orphan: false,
        state: 'unreadable',
        files: countKinds([]),
        expired: 0,
        denied: 0,
        details: {
          files: [],
          problems: [...problems],
          // What was known when it could be read holds when it can be read again.
          seen: before?.details.seen ?? [],
        },
      };
      return { before, found };
    }),
  ];
}

function whoseIs(
  before: DriftRecord | undefined,
  said: Partial<Pick<DriftRecord, 'team' | 'tier'>>,
): Pick<DriftRecord, 'team' | 'tier'> {
  return {
    team: before?.team ?? said.team ?? UNKNOWN.team,
    tier: before?.tier ?? said.tier ?? UNKNOWN.tier,
  };
}

const tierSchema = z.enum(['tier-1', 'tier-2', 'tier-3']);
const statedSchema = z.object({
  metadata: z
    .object({
      owner: z
        .string()
        .max(255)
        .transform(owner => owner.replace(/^group:(default\/)?/, ''))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  spec: z
    .object({ tier: tierSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Team and tier as the files of a service tell them that has no intent to ask. */
function labelledIn(text: string | undefined): {
  team?: string;
  tier?: Tier;
} {
  const label = (name: string) =>
    new RegExp(`fairway\\.dev/${name}: ["']?([A-Za-z0-9._-]{1,63})`).exec(
      text ?? '',
    )?.[1];
  return {
    team: label('team'),
    tier: tierSchema.safeParse(label('tier')).data,
  };
}

/** The same of an intent that is not valid, as far as it can be read at all. */
function statedIn(text: string | undefined): {
  team?: string;
  tier?: Tier;
} {
  try {
    const parsed = statedSchema.safeParse(readYaml(text ?? ''));
    return {
      team: parsed.data?.metadata?.owner,
      tier: parsed.data?.spec?.tier,
    };
  } catch {
    return {};
  }
}

function byPath(a: ForeignFile, b: ForeignFile): number {
  return a.path < b.path ? -1 : 1;
}
