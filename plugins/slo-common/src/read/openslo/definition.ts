import type { Budgeting, Sli, TimeWindow } from '../../model';
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
}): SloDefinition {
  const { slo, isCounted, title, target, window, budgeting } = options;
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
      alerts: { page: !slo.page.disabled, ticket: !slo.ticket.disabled },
      place: { file: document.file, ...(line !== undefined && { line }) },
    },
    native: { form: 'sloth', slo },
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
