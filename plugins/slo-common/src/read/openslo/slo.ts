import type { BurnCondition, Budgeting } from '../../model';
import { ID_LABEL } from '../../rules/sloth/names';
import type { SlothSlo } from '../../rules/sloth/model';
import type { ReadOptions, SloDefinition } from '../types';
import { ID_ANNOTATION, openSloId } from '../../write/openSlo';
import { conditionsOf } from './conditions';
import { definitionOf } from './definition';
import { labelsOf } from './labels';
import type { OpenSloObjects } from './objects';
import { recordedOf } from './recorded';
import { VERSION } from './schema/common';
import { secondsOfShorthand } from './schema/durations';
import type { IndicatorSpec } from './schema/indicator';
import type { Slo, SloObjective } from './schema/slo';
import { sliOf } from './sli';
import { within, type Findings, type Placed } from './tell';
import { periodOf, timeWindowOf } from './timeWindow';

interface Options {
  slo: Placed<Slo>;
  objects: OpenSloObjects;
  options: ReadOptions;
  findings: Findings;
}

/** The objectives of an SLO; none when there is a problem with it, which is told. */
export function readSlo(all: Options): SloDefinition[] {
  const { slo, findings } = all;
  const before = findings.problems.length;
  const indicator = indicatorOf(all);
  const labels = labelsOf(
    within(slo, '/metadata', slo.value.metadata),
    findings,
  );
  const conditions = conditionsOf(all);
  const definitions = slo.value.spec.objectives.flatMap((objective, index) => {
    const placed = within(slo, `/spec/objectives/${index}`, objective);
    return indicator
      ? objectiveOf({ ...all, indicator, placed, labels, conditions, index })
      : [];
  });
  return findings.problems.length > before ? [] : definitions;
}

function objectiveOf(
  options: Options & {
    indicator: Placed<IndicatorSpec>;
    placed: Placed<SloObjective>;
    labels: Record<string, string>;
    conditions: BurnCondition[] | undefined;
    index: number;
  },
): SloDefinition[] {
  const {
    slo,
    objects,
    findings,
    indicator,
    placed,
    labels,
    index,
    conditions,
  } = options;
  const { metadata, spec } = slo.value;
  const budgeting = budgetingOf(slo.value, placed.value);
  const found = sliOf({
    indicator,
    objective: placed,
    budgeting,
    objects,
    findings,
  });
  if (!found) {
    return [];
  }
  const [window] = spec.timeWindow ?? [];
  const { periodSeconds } = options.options;
  const several = spec.objectives.length > 1;
  const name = several ? `${metadata.name}-${index}` : metadata.name;
  const title = metadata.displayName ?? metadata.name;
  const id = idOf(metadata, openSloId(spec.service, name), several);
  const alert = {
    disabled: conditions !== undefined,
    name: 'SloBudgetBurnsTooFast',
    // The series bring it along; on the rule it tells the alerts of one file apart.
    labels: { [ID_LABEL]: id },
    annotations: {},
  };
  const sloth: SlothSlo = {
    id,
    name,
    service: spec.service,
    ...(spec.description !== undefined && { description: spec.description }),
    objective: percentOf(placed.value),
    windowSeconds: periodOf(window, periodSeconds),
    labels,
    sli: found.sli,
    page: alert,
    ticket: alert,
    source: { mode: 'cli-gen-openslo', spec: VERSION },
  };
  return [
    definitionOf({
      slo: sloth,
      isCounted: found.isCounted,
      title:
        several && placed.value.displayName
          ? `${title}: ${placed.value.displayName}`
          : title,
      target: shareOf(placed.value),
      window: timeWindowOf(window, periodSeconds),
      budgeting,
      place: placed,
      recorded: recordedOf(slo.value),
      ...(conditions && { conditions }),
    }),
  ];
}

function indicatorOf({
  slo,
  objects,
  findings,
}: Options): Placed<IndicatorSpec> | undefined {
  const { indicator, indicatorRef } = slo.value.spec;
  if (indicator) {
    return within(slo, '/spec/indicator/spec', indicator.spec);
  }
  const name = within(slo, '/spec/indicatorRef', indicatorRef ?? '');
  const found = objects.SLI.resolve(name, findings);
  return found && within(found, '/spec', found.value.spec);
}

function budgetingOf(slo: Slo, objective: SloObjective): Budgeting {
  const { timeSliceWindow = 1, timeSliceTarget = 1 } = objective;
  const sliceSeconds =
    typeof timeSliceWindow === 'number'
      ? timeSliceWindow * 60
      : secondsOfShorthand(timeSliceWindow);
  switch (slo.spec.budgetingMethod) {
    case 'Timeslices':
      return {
        method: 'timeslices',
        sliceSeconds,
        sliceTarget: timeSliceTarget,
      };
    case 'RatioTimeslices':
      return { method: 'ratio-timeslices', sliceSeconds };
    default:
      return { method: 'occurrences' };
  }
}

const ID = /^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/;

/** Documents that were written of other formats keep the id that they had there. */
function idOf(
  { annotations }: Slo['metadata'],
  usual: string,
  several: boolean,
): string {
  const kept = annotations?.[ID_ANNOTATION];
  return kept === undefined || several || !ID.test(kept) ? usual : kept;
}

/** Digits of a number that people write; what binary fractions add comes after them. */
const DIGITS = 15;

function percentOf({ target, targetPercent }: SloObjective): number {
  return targetPercent ?? Number(((target ?? NaN) * 100).toPrecision(DIGITS));
}

function shareOf({ target, targetPercent }: SloObjective): number {
  return target ?? Number(((targetPercent ?? NaN) / 100).toPrecision(DIGITS));
}
