import type { Budgeting, Objective, Sli, TimeWindow } from '../../model';
import { WINDOW_PLACEHOLDER } from '../../model';
import { promDuration } from '../../promql/duration';
import { alertWindowsFor } from '../../rules/alertWindows';
import { recordedSeconds } from '../../rules/sloth/indicator';
import type { BurnCondition } from '../../rules/openslo';
import type { SlothSlo } from '../../rules/sloth/model';
import { ERROR_RATIO, ID_LABEL } from '../../rules/sloth/names';
import type { SloDefinition } from '../types';
import type { Placed } from './tell';

/** An objective of OpenSLO, whose rules have Sloth's form. */
export function definitionOf(options: {
  slo: SlothSlo;
  /** Whether its queries count events per second. */
  isCounted: boolean;
  title: string;
  target: number;
  window: TimeWindow;
  budgeting: Budgeting;
  place: Placed<unknown>;
  conditions?: BurnCondition[];
}): SloDefinition {
  const { slo, isCounted, title, target, window, budgeting, conditions } =
    options;
  const { document, at } = options.place;
  const line = document.lineOf(at);
  return {
    objective: {
      id: slo.id,
      format: 'openslo',
      name: slo.name,
      title,
      ...(slo.description !== undefined && { description: slo.description }),
      service: slo.service,
      target,
      window,
      budgeting,
      labels: slo.labels,
      sli: sliOf(slo.sli, isCounted),
      recorded: recordedOf(slo),
      alerts: conditions
        ? alertsOf(conditions)
        : { page: !slo.page.disabled, ticket: !slo.ticket.disabled },
      place: { file: document.file, ...(line !== undefined && { line }) },
    },
    native: { form: 'sloth', slo },
    ...(conditions && { conditions }),
  };
}

function alertsOf(conditions: BurnCondition[]): Objective['alerts'] {
  const has = (wanted: BurnCondition['urgency']) =>
    conditions.some(
      ({ urgency, when }) => urgency === wanted && when.breaching,
    );
  return { page: has('page'), ticket: has('ticket') };
}

function recordedOf({ id, windowSeconds }: SlothSlo): Objective['recorded'] {
  const windows = alertWindowsFor(windowSeconds);
  return {
    ratio: `${ERROR_RATIO}${WINDOW_PLACEHOLDER}`,
    windows: recordedSeconds(windowSeconds, windows).map(promDuration),
    key: { label: ID_LABEL, value: id },
    matchers: {},
  };
}

function sliOf(sli: SlothSlo['sli'], isCounted: boolean): Sli {
  if (sli.kind === 'raw') {
    return { kind: 'ratio', errorRatio: sli.errorRatioQuery };
  }
  return isCounted
    ? { kind: 'events', bad: sli.errorQuery, total: sli.totalQuery }
    : {
        kind: 'ratio',
        errorRatio: `(${sli.errorQuery}) / (${sli.totalQuery})`,
      };
}
