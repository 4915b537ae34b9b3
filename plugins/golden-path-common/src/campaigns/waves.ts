import { TIERS } from '../schema/intent';
import type { CampaignService, CampaignSettings } from './api';

/** What a wave is planned by. @public */
export interface WaveService
  extends Pick<CampaignService, 'name' | 'team' | 'tier'> {
  /** The last environment in which something changes; missing when nothing that runs does. */
  environment?: string;
}

/** @public */
export interface PlannedWave {
  /** As in `CampaignWave`. */
  title: string;
  /** By name. */
  services: string[];
}

/** Title of the wave of what changes in no environment, such as entries of the catalog. */
const DOCUMENTS = 'documents';

/**
 * Puts each service into exactly one wave: what can do the least harm goes first.
 * @public
 */
export function planWaves(options: {
  services: readonly WaveService[];
  waves: Pick<CampaignSettings['waves'], 'by' | 'size'>;
  /** Names of the contract's environments, in its order. */
  environments: readonly string[];
}): PlannedWave[] {
  const { services, waves, environments } = options;
  const groups = new Map<string, string[]>();
  for (const service of services) {
    const title = titleOf(service, waves.by);
    const group = groups.get(title);
    if (group) {
      group.push(service.name);
    } else {
      groups.set(title, [service.name]);
    }
  }
  const order = orderOf({ by: waves.by, environments });
  return [...groups]
    .sort(([a], [b]) => order(a) - order(b) || compare(a, b))
    .flatMap(([title, names]) =>
      split({ title, names: names.sort(compare), size: waves.size }),
    );
}

function titleOf(
  service: WaveService,
  by: CampaignSettings['waves']['by'],
): string {
  switch (by) {
    case 'tier':
      return service.tier;
    case 'team':
      return service.team;
    case 'environment':
      return service.environment ?? DOCUMENTS;
    default:
      return 'all';
  }
}

function orderOf(options: {
  by: CampaignSettings['waves']['by'];
  environments: readonly string[];
}): (title: string) => number {
  const { by, environments } = options;
  const titles: readonly string[] = {
    tier: [...TIERS].reverse(),
    environment: [DOCUMENTS, ...environments],
    team: [],
    none: [],
  }[by];
  return title => {
    const index = titles.indexOf(title);
    return index < 0 ? titles.length : index;
  };
}

/** Parts of one size, rather than full ones and a rest. */
function split(options: {
  title: string;
  names: string[];
  size: number | undefined;
}): PlannedWave[] {
  const { title, names, size = names.length } = options;
  const parts = Math.ceil(names.length / size);
  if (parts <= 1) {
    return [{ title, services: names }];
  }
  return Array.from({ length: parts }, (_, part) => ({
    title: `${title} (${part + 1} of ${parts})`,
    services: names.slice(
      Math.round((part * names.length) / parts),
      Math.round(((part + 1) * names.length) / parts),
    ),
  }));
}

/** By code unit: the same order on every machine. */
function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
