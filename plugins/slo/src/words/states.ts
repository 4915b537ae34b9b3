/** Words that several pages say: states, budgets, burn rates, windows. */
export const stateWords = {
  state: {
    exhausted: 'Exhausted',
    'burning-fast': 'Burning fast',
    burning: 'Burning',
    invalid: 'Invalid data',
    'no-data': 'No data',
    unknown: 'Unknown',
    'too-few-events': 'Too few events',
    excluded: 'Excluded',
    healthy: 'Healthy',
  },
  stateText: {
    exhausted: 'Nothing is left of the budget.',
    'burning-fast': 'An alert that pages fires.',
    burning: 'An alert that opens a ticket fires.',
    invalid:
      'The source answered something that is no number, or series that contradict each other.',
    'no-data': 'The source has no series for it.',
    unknown:
      'The source does not answer, or was not asked yet. Numbers are those that were known last.',
    'too-few-events': 'There is too little traffic for a verdict.',
    excluded: 'An exclusion covers this moment: it does not count.',
    healthy: 'No alert fires, and some of the budget is left.',
  },
  budget: {
    overspent: 'Overspent by {{percent}}',
    unknown: 'Not known',
    minutes: '{{duration}} in which everything may fail',
    events_one: '{{count}} event may still be bad',
    events_other: '{{count}} events may still be bad',
  },
  burn: {
    unknown: 'Not known',
  },
  sli: { of: 'of {{target}}' },
} as const;
