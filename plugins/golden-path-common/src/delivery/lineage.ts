import type { DeliveryEvent } from './events';

/** A service has another name since a moment. @public */
export interface Rename {
  from: string;
  to: string;
  /** ISO 8601: when it was merged. */
  at: string;
}

/** A name that a service has or had, and when what is told of that name is told of this service. @public */
export interface LineagePart {
  service: string;
  /** ISO 8601: since when; missing where nobody else had the name before. */
  from?: string;
  /** ISO 8601: until when, that moment not included; missing for the name of now. */
  until?: string;
}

/** The name of now first, then those before it, the last one first. @public */
export type Lineage = readonly LineagePart[];

/**
 * What a service was called before. A name that was given away belongs, up to then, to the service that took another
 * one: who has it afterwards begins anew.
 * @public
 */
export function lineageOf(options: {
  service: string;
  renames: readonly Rename[];
}): Lineage {
  return partsOf(options);
}

function partsOf(options: {
  service: string;
  renames: readonly Rename[];
  until?: string;
}): LineagePart[] {
  const { service, until } = options;
  const renames = options.renames.filter(
    ({ at }) => until === undefined || at < until,
  );
  const givenAway = newest(renames.filter(({ from }) => from === service));
  const taken = newest(renames.filter(({ to }) => to === service));
  const part = {
    service,
    ...(givenAway && { from: givenAway.at }),
    ...(until && { until }),
  };
  return !taken || (givenAway && givenAway.at > taken.at)
    ? [part]
    : [part, ...partsOf({ service: taken.from, renames, until: taken.at })];
}

/** Whether something that was told of a name, at a moment, was told of the service. @public */
export function isOfLineage(
  { service, at }: Pick<DeliveryEvent, 'service' | 'at'>,
  lineage: Lineage,
): boolean {
  return lineage.some(
    part =>
      part.service === service &&
      (part.from === undefined || at >= part.from) &&
      (part.until === undefined || at < part.until),
  );
}

function newest(renames: readonly Rename[]): Rename | undefined {
  return renames.reduce<Rename | undefined>(
    (a, b) => (a && a.at >= b.at ? a : b),
    undefined,
  );
}
