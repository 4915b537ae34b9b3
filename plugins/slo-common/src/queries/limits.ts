/** How large queries and their answers may become. @public */
export interface QueryLimits {
  /** Objectives of one query over recorded series. */
  recorded: number;
  /** Expressions of one joined query. */
  joined: number;
  /** Characters of one query; VictoriaMetrics takes 16,384 bytes by default. */
  characters: number;
  /** Points of one series; Prometheus refuses more than 11,000. */
  pointsPerSeries: number;
  /** Points of one answer, so that it stays some megabytes small. */
  points: number;
}

/** @public */
export const QUERY_LIMITS: QueryLimits = {
  recorded: 200,
  joined: 100,
  characters: 14_000,
  pointsPerSeries: 10_000,
  points: 200_000,
};

/** Items in their order, in as few lists as these limits allow; an item that is too large alone stays alone. */
export function batchesOf<T>(options: {
  items: T[];
  /** Of a list. */
  count: number;
  characters: number;
  /** How much of both an item takes. */
  sizeOf(item: T): { count: number; characters: number };
}): T[][] {
  const batches: T[][] = [];
  let count = Infinity;
  let characters = Infinity;
  for (const item of options.items) {
    const size = options.sizeOf(item);
    count += size.count;
    characters += size.characters;
    if (count > options.count || characters > options.characters) {
      batches.push([]);
      count = size.count;
      characters = size.characters;
    }
    batches[batches.length - 1].push(item);
  }
  return batches;
}

/** Items by a key, in their order. */
export function grouped<K, T>(items: T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
