import Decimal from 'decimal.js';
import { podRequests, podsIn, type EnvironmentSettings } from '../settings';
import type { CostEstimate, PlatformContract } from '../model';
import { bytesOf } from '../quantity';
import { ownPart, type ServiceIntent } from '../schema/intent';
import { shareOfMonth } from './share';

const MILLIS_PER_CORE = 1000;
const BYTES_PER_GIB = 1024 ** 3;
const ZERO = new Decimal(0);

interface PriceSheet {
  cpu: Decimal;
  memory: Decimal;
  storage: Decimal;
}

/** What one pod asks for. */
interface PodSize {
  cores: Decimal;
  memoryGib: Decimal;
  storageGib: Decimal;
}

/**
 * What a service costs a month by its requests and the price sheet of the contract: at the least replicas line by
 * line, and in sum at the most. Every amount is rounded to cents before it is added, so the lines add up to the
 * total exactly. What does not run all the time is an upper bound, and `note` says of what.
 * @public
 */
export function estimateCost(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings[];
}): CostEstimate {
  const { intent, contract } = options;
  const route = new Decimal(contract.prices.publicRoute);
  const { share, note } = shareOfMonth(intent);
  const lines: CostEstimate['lines'] = [];
  let monthly = ZERO;
  let monthlyAtMax = ZERO;
  for (const settings of options.settings) {
    const size = podSize({ intent, contract, settings });
    const routeCost = route.times(publicHosts(intent, settings));
    for (const each of settings.clusters) {
      const cluster = each.name;
      const prices = pricesOf(contract, cluster);
      const { min, max } = podsIn(settings, each);
      const pod = { size, prices, share, routeCost };
      const least = amounts({ ...pod, replicas: min });
      lines.push({
        environment: settings.environment.name,
        cluster,
        replicas: min,
        cpu: text(least.cpu),
        memory: text(least.memory),
        other: text(least.other),
        total: text(least.total),
      });
      monthly = monthly.plus(least.total);
      monthlyAtMax = monthlyAtMax.plus(
        amounts({ ...pod, replicas: max }).total,
      );
    }
  }
  return {
    monthly: text(monthly),
    monthlyAtMax: text(monthlyAtMax),
    currency: contract.prices.currency,
    lines,
    ...(note === undefined ? {} : { note }),
  };
}

/** Hosts that anyone can reach; those of an internal gateway have no price. */
function publicHosts(
  { spec }: ServiceIntent,
  { host, gatewayHosts = [] }: EnvironmentSettings,
): number {
  return spec.exposure === 'public'
    ? gatewayHosts.length + (host === undefined ? 0 : 1)
    : 0;
}

function podSize(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings;
}): PodSize {
  const { cpuMillis, memoryBytes } = podRequests(options);
  const stateful = ownPart(options.intent, 'stateful');
  return {
    cores: new Decimal(cpuMillis).div(MILLIS_PER_CORE),
    memoryGib: new Decimal(memoryBytes).div(BYTES_PER_GIB),
    storageGib: stateful
      ? new Decimal(bytesOf(stateful.storage.size)).div(BYTES_PER_GIB)
      : ZERO,
  };
}

function amounts(options: {
  size: PodSize;
  prices: PriceSheet;
  replicas: number;
  /** Part of the month that each of them is there. */
  share: Decimal;
  routeCost: Decimal;
}): { cpu: Decimal; memory: Decimal; other: Decimal; total: Decimal } {
  const { size, prices, replicas, share, routeCost } = options;
  const pods = share.times(replicas);
  const cpu = cents(size.cores.times(prices.cpu).times(pods));
  const memory = cents(size.memoryGib.times(prices.memory).times(pods));
  const storage = size.storageGib.isZero()
    ? ZERO
    : size.storageGib.times(prices.storage).times(replicas);
  const other = cents(storage.plus(routeCost));
  return { cpu, memory, other, total: cpu.plus(memory).plus(other) };
}

/** Price rows of a contract as decimals, read once: a fleet asks for them thousands of times. */
const sheets = new WeakMap<PlatformContract, Map<string, PriceSheet>>();

function pricesOf(contract: PlatformContract, cluster: string): PriceSheet {
  let ofContract = sheets.get(contract);
  if (!ofContract) {
    ofContract = new Map();
    sheets.set(contract, ofContract);
  }
  let sheet = ofContract.get(cluster);
  if (!sheet) {
    const row = contract.prices.clusters?.[cluster] ?? contract.prices.default;
    sheet = {
      cpu: new Decimal(row.cpu),
      memory: new Decimal(row.memory),
      storage: new Decimal(row.storage),
    };
    ofContract.set(cluster, sheet);
  }
  return sheet;
}

function cents(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function text(amount: Decimal): string {
  return amount.toFixed(2);
}
