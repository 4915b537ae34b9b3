import { writeYaml } from '@fairway/plugin-golden-path-common';
import type {
  Budgeting,
  BurnCondition,
  CalendarUnit,
  Objective,
  Sli,
  TimeWindow,
} from '../model';
import { alertWindowsOf } from '../status/alertWindowsOf';

/** An objective as a document of OpenSLO v1. @public */
export interface WrittenOpenSlo {
  text: string;
  /** What such a document cannot say, in sentences: `what it is; what to do`. */
  leftOut: string[];
}

/** The annotation that keeps an id which does not follow from service and name. @public */
export const ID_ANNOTATION = 'fairway.dev/objective-id';

/** The id that follows from service and name; names that begin with the service do not get it twice. @public */
export function openSloId(service: string, name: string): string {
  return name.startsWith(`${service}-`) ? name : `${service}-${name}`;
}

const NAME = /^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/;
const LABEL = /^[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
const MAX_DESCRIPTION = 1050;
/** More than people write; what comes behind is the rest of a binary fraction. */
const DIGITS = 15;

const METHODS: Record<Budgeting['method'], string> = {
  occurrences: 'Occurrences',
  timeslices: 'Timeslices',
  'ratio-timeslices': 'RatioTimeslices',
};

const CALENDAR: Record<CalendarUnit, string> = {
  day: 'd',
  week: 'w',
  month: 'M',
  quarter: 'Q',
  year: 'Y',
};

const UNITS: [unit: string, seconds: number][] = [
  ['d', 24 * 3600],
  ['h', 3600],
];

/**
 * Writes an objective of any format as a document of OpenSLO v1 that says the same when it is read.
 * @public
 */
export function writeOpenSlo(objective: Objective): WrittenOpenSlo {
  const leftOut: string[] = [];
  const { id, service, title, description, sli } = objective;
  const name = nameOf(objective, leftOut);
  const labels = labelsOf(objective, leftOut);
  const alertPolicies =
    objective.conditions?.map(policyOf) ?? policiesOf(objective, leftOut);
  return {
    leftOut,
    text: writeYaml({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: {
        name,
        ...(title !== name && { displayName: title }),
        ...(Object.keys(labels).length > 0 && { labels }),
        ...(id !== openSloId(service, name) && {
          annotations: { [ID_ANNOTATION]: id },
        }),
      },
      spec: {
        ...(description !== undefined && {
          description: shortened(description, leftOut),
        }),
        service,
        indicator: {
          metadata: { name },
          spec: {
            ratioMetric: ratioMetricOf(sli),
          },
        },
        timeWindow: [windowOf(objective.window)],
        budgetingMethod: METHODS[objective.budgeting.method],
        objectives: [
          {
            target: Number(objective.target.toPrecision(DIGITS)),
            ...slicesOf(objective.budgeting),
          },
        ],
        ...(alertPolicies && { alertPolicies }),
      },
    }),
  };
}

function ratioMetricOf(sli: Sli) {
  const metric = (query: string) => ({
    metricSource: { type: 'Prometheus', spec: { query } },
  });
  const both = (parts: { bad: string; total: string }, counter: boolean) => ({
    counter,
    bad: metric(parts.bad),
    total: metric(parts.total),
  });
  if (sli.kind === 'events') {
    return both(sli, true);
  }
  return sli.of
    ? both(sli.of, false)
    : { rawType: 'failure', raw: metric(sli.errorRatio) };
}

function slicesOf(budgeting: Budgeting) {
  return budgeting.method === 'occurrences'
    ? {}
    : {
        ...(budgeting.method === 'timeslices' && {
          timeSliceTarget: budgeting.sliceTarget,
        }),
        timeSliceWindow: shorthandOf(budgeting.sliceSeconds),
      };
}

function windowOf(window: TimeWindow) {
  return window.kind === 'rolling'
    ? { duration: shorthandOf(window.seconds), isRolling: true }
    : {
        duration: `${window.count}${CALENDAR[window.unit]}`,
        isRolling: false,
        calendar: { startTime: window.start, timeZone: window.timeZone },
      };
}

/** In days or hours where nothing is left over, else in minutes. */
function shorthandOf(seconds: number): string {
  const [unit, size] = UNITS.find(each => seconds % each[1] === 0) ?? ['m', 60];
  return `${Math.round(seconds / size)}${unit}`;
}

function nameOf({ name, id }: Objective, leftOut: string[]): string {
  if (NAME.test(name)) {
    return name;
  }
  const other = name
    .replace(/[^-._A-Za-z0-9]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  leftOut.push(
    `${name} is no name in OpenSLO and becomes ${
      other || id
    }; rename the objective`,
  );
  return other || id;
}

function labelsOf(
  { labels }: Objective,
  leftOut: string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(([label, value]) => {
      if (LABEL.test(label) && value !== '') {
        return true;
      }
      leftOut.push(
        `the label ${label} cannot be written in OpenSLO; rename it, or add it to the rules with an extra label`,
      );
      return false;
    }),
  );
}

function shortened(description: string, leftOut: string[]): string {
  if (description.length <= MAX_DESCRIPTION) {
    return description;
  }
  leftOut.push(
    `the description is cut at ${MAX_DESCRIPTION} characters, which are all that OpenSLO allows; shorten it`,
  );
  return description.slice(0, MAX_DESCRIPTION);
}

/** None where both alerts are wanted, which is what a document without policies means; an empty list for no alert. */
function policiesOf(objective: Objective, leftOut: string[]) {
  const { page, ticket } = objective.alerts;
  if (page && ticket) {
    return undefined;
  }
  if (!page && !ticket) {
    return [];
  }
  leftOut.push(
    'conditions of OpenSLO have one window each, so its alerts look at the long windows alone; check whether that is quick enough',
  );
  const severity = page ? 'page' : 'ticket';
  return alertWindowsOf(objective)
    .filter(window => window.severity === severity)
    .map(({ long, longSeconds, factor }) =>
      policyOf({
        name: `${severity}-${long}`,
        operator: '>',
        threshold: factor,
        lookbackSeconds: longSeconds,
        afterSeconds: 0,
        severity,
        when: { breaching: true, noData: false },
        targets: [],
      }),
    );
}

function policyOf(condition: Omit<BurnCondition, 'urgency'>) {
  const { name, description, severity, when, targets } = condition;
  const { operator, threshold, lookbackSeconds, afterSeconds } = condition;
  return {
    kind: 'AlertPolicy',
    metadata: { name },
    spec: {
      alertWhenBreaching: when.breaching,
      alertWhenResolved: false,
      alertWhenNoData: when.noData,
      conditions: [
        {
          kind: 'AlertCondition',
          metadata: { name },
          spec: {
            ...(description !== undefined && { description }),
            severity,
            condition: {
              kind: 'burnrate',
              op: operator === '>' ? 'gt' : 'gte',
              threshold,
              lookbackWindow: shorthandOf(lookbackSeconds),
              alertAfter: shorthandOf(afterSeconds),
            },
          },
        },
      ],
      notificationTargets: targets.map(targetRef => ({ targetRef })),
    },
  };
}
