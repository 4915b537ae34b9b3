import type {
  BurnCondition,
  Budgeting,
  Objective,
  RecordedSli,
  Sli,
  TimeWindow,
} from '../../model';
import type { SlothSlo } from '../../rules/sloth/model';
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
  recorded?: RecordedSli;
  conditions?: BurnCondition[];
}): SloDefinition {
  const { slo, isCounted, title, target, window, budgeting } = options;
  const { recorded, conditions } = options;
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
      ...(recorded && { recorded }),
      alerts: conditions
        ? alertsOf(conditions)
        : { page: !slo.page.disabled, ticket: !slo.ticket.disabled },
      ...(conditions && conditions.length > 0 && { conditions }),
      place: { file: document.file, ...(line !== undefined && { line }) },
    },
    native: { form: 'sloth', slo },
  };
}

function alertsOf(conditions: BurnCondition[]): Objective['alerts'] {
  const has = (wanted: BurnCondition['urgency']) =>
    conditions.some(
      ({ urgency, when }) => urgency === wanted && when.breaching,
    );
  return { page: has('page'), ticket: has('ticket') };
}

function sliOf(sli: SlothSlo['sli'], isCounted: boolean): Sli {
  if (sli.kind === 'raw') {
    return { kind: 'ratio', errorRatio: sli.errorRatioQuery };
  }
  const { errorQuery: bad, totalQuery: total } = sli;
  return isCounted
    ? { kind: 'events', bad, total }
    : {
        kind: 'ratio',
        errorRatio: `(${bad}) / (${total})`,
        of: { bad, total },
      };
}
