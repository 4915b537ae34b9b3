import {
  bytesOf,
  cpuToMillis,
  type ContractAnswer,
} from '@fairway/plugin-golden-path-common';

/** What is used of one limit. */
export interface QuotaUse {
  used: number;
  /** Infinity where there is none. */
  limit: number;
  /** What is used as people write it. */
  usedText: string;
  /** The limit as people write it; missing where there is none. */
  limitText?: string;
}

/** One team in one environment. */
export interface QuotaRow {
  team: string;
  environment: string;
  cpu: QuotaUse;
  memory: QuotaUse;
  storage: QuotaUse;
  pods: QuotaUse;
  objects: QuotaUse;
  /** Largest share of a limit that is used, in [0,∞). */
  fullest: number;
}

/** One decimal is enough to compare. */
function inUnits(unit: number): (value: number) => string {
  return value => String(Math.round((value / unit) * 10) / 10);
}
const cores = inUnits(1000);
const gibibytes = inUnits(1024 ** 3);

function useOf(
  used: number,
  limit: number,
  format: (value: number) => string,
): QuotaUse {
  return {
    used,
    limit,
    usedText: format(used),
    ...(Number.isFinite(limit) && { limitText: format(limit) }),
  };
}

/** Share of a limit; all of it when there is no limit to divide by. */
export function shareOf({ used, limit }: QuotaUse): number {
  return limit > 0 ? used / limit : Number(used > 0);
}

/** What each team asks of its quota, where it asks anything. */
export function quotaRows(answer: ContractAnswer): QuotaRow[] {
  const { quotas } = answer.contract;
  return answer.quotaInUse.flatMap(inUse => {
    const { team, environment } = inUse;
    const limits =
      quotas.teams?.[team]?.[environment] ?? quotas.default[environment];
    if (!limits) {
      return [];
    }
    const uses = {
      cpu: useOf(inUse.cpuMillis, cpuToMillis(limits.cpu), cores),
      memory: useOf(inUse.memoryBytes, bytesOf(limits.memory), gibibytes),
      storage: useOf(
        inUse.storageBytes ?? 0,
        limits.storage === undefined ? Infinity : bytesOf(limits.storage),
        gibibytes,
      ),
      pods: useOf(inUse.pods, limits.pods, String),
      objects: useOf(inUse.objects, limits.objects, String),
    };
    const fullest = Math.max(...Object.values(uses).map(shareOf));
    return [{ team, environment, ...uses, fullest }];
  });
}
