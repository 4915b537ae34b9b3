/** Words of the entity tab and card, and of the widget on the first page. */
export const entityWords = {
  entitySlos: {
    title: 'SLOs',
    failed: 'The objectives of this service could not be loaded',
    what: 'objectives of this service',
    none: 'No objective of this service is known yet.',
    noneText:
      'Its documents are read again by themselves. Those that cannot be read are listed on the page of all objectives.',
    all: 'All objectives',
    cut: 'These are the {{count}} worst of {{total}} objectives.',
    open: 'Arithmetic, history and exclusions',
    tab: 'Objectives and budgets',
    fine_one: 'Fine: {{count}} objective',
    fine_other: 'Fine: all {{count}} objectives',
    some: '{{state}}: {{count}} of {{total}}',
    least: 'Least budget left',
    fact: {
      budget: 'Budget left',
      sli: 'Indicator',
      window: 'Counted over',
      exhausts: 'Gone in',
      burn: 'Burn {{window}}',
      at: 'As of',
      never: 'No numbers yet',
    },
    budget: 'Budget left of {{title}}',
    burn: 'Burn rate of {{title}}',
    historyFailed: 'Its history could not be loaded',
    historyWhat: 'history',
  },
  worstBudgets: {
    title: 'Your budgets',
    failed: 'The budgets of your services could not be loaded',
    all: 'All objectives',
    none: 'Your teams have no objective yet.',
    noneText:
      'State one in the intent of a service, or write one here; those with the least budget left will be first.',
    more_one: '{{count}} more',
    more_other: '{{count}} more',
  },
} as const;
