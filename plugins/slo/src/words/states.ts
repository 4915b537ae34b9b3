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
    'no-data': 'There is no data of it.',
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
    events_one: '{{events}} event may still be bad',
    events_other: '{{events}} events may still be bad',
  },
  burn: {
    unknown: 'Not known',
  },
  // What looks good need not be.
  noBadSeries: {
    said: 'Nobody counts bad events: their query has no series.',
    todo: 'It is judged as if nothing had been bad. That is right before the first error; it is also what a misspelt metric or label looks like. Make one error, or let the service export its counters from the start.',
    short: 'no series of bad events',
  },
  sli: { of: 'of {{target}}' },
} as const;
