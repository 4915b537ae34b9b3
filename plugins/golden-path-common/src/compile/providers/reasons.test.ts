import { nearestReasons } from '../../explain/explain';
import type { DerivedObject } from '../../model';
import { PROVIDER_CHOICES } from '../../schema/contract';
import { isRecord, pointerOf, valueAt } from '../../json/pointer';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../__testUtils__/longRunning';
import {
  compileShipped,
  fraudService,
  neighbours,
  paymentsApi,
  shippedContract,
} from '../__testUtils__/shipped';

const choices = Object.entries(PROVIDER_CHOICES).flatMap(([layer, providers]) =>
  providers.map(provider => ({ layer, provider })),
);

/** Pointers of everything below a value that holds nothing itself. */
function leaves(value: unknown, segments: string[] = []): string[] {
  const entries =
    Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
  return entries.length === 0
    ? [pointerOf(segments)]
    : entries.flatMap(([key, entry]) => leaves(entry, [...segments, key]));
}

/** Fields that only the reason for the whole object speaks of, and reasons for fields that are not there. */
function unexplained({ object, because, path }: DerivedObject) {
  const { apiVersion, kind, metadata, ...content } = object;
  const { name, namespace, ...named } = metadata;
  return [
    ...leaves({ ...content, metadata: named })
      .filter(at =>
        nearestReasons(because, at).every(reason => reason.at === ''),
      )
      .map(at => `${path} has no reason for ${at}`),
    ...because
      .filter(({ at }) => at !== '' && valueAt(object, at) === undefined)
      .map(({ at }) => `${path} has a reason for ${at}, which is not there`),
  ];
}

describe('Every field has a reason of its own, and every reason has its field', () => {
  it.each(choices)('$layer by $provider', ({ layer, provider }) => {
    const contract = structuredClone(shippedContract());
    const chosen = Object.entries(contract.providers).find(
      ([key]) => key === layer,
    );
    Object.assign(chosen?.[1] ?? {}, { provider });
    const intents = [
      paymentsApi(),
      ordersWorker(),
      ledgerStore(),
      shopGateway(),
      fraudService(),
    ];
    const problems = intents.flatMap(intent =>
      compileShipped(intent, {
        contract,
        others: neighbours(),
        environments: ['prod'],
      }).objects.flatMap(unexplained),
    );
    expect([...new Set(problems)]).toEqual([]);
  });
});
