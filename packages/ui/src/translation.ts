import { createTranslationRef } from '@backstage/core-plugin-api/alpha';

/** All words that the shared components say themselves. @public */
export const uiTranslationRef = createTranslationRef({
  id: 'fairway.ui',
  messages: {
    state: {
      good: 'Good',
      attention: 'Attention',
      critical: 'Critical',
      unknown: 'Unknown',
    },
    severity: { deny: 'Denied', warn: 'Warning', info: 'Note' },
    copy: { action: 'Copy {{what}}', done: 'Copied' },
    perMonth: '{{amount}} / month',
    table: {
      filter: 'Filter',
      noMatch: 'Nothing matches “{{filter}}”.',
      clearFilter: 'Clear the filter',
      rows: '{{shown}} of {{total}}',
      scrollRegion: '{{label}}, scrolls',
      sortedBy: 'Sorted by {{column}}, {{direction}}',
      ascending: 'ascending',
      descending: 'descending',
    },
    code: {
      why: 'Why line {{line}} is here',
      pick: 'Put the cursor on a line to see why it is here.',
      none: 'No reason of its own: see the line above it that has one.',
      unchanged: 'No difference.',
      before: '{{label}}, before',
      after: '{{label}}, after',
    },
    chart: {
      time: 'Time',
      noData: 'No data',
      sample: '{{shown}} of {{total}} points, evenly over the time',
      ranges: 'Set off in {{label}}',
      range: '{{title}}: {{from}} to {{to}}',
      markers: 'What happened, in {{label}}',
      excluded: 'Excluded, does not count',
      trouble: 'Incident',
      clock: 'Local time ({{zone}})',
      more: 'and {{number}} more',
    },
    error: {
      title: 'This could not be loaded',
      kept: 'Nothing was changed. What you see elsewhere on the page still holds.',
      retry: 'Try again',
      notFoundTitle: 'There is nothing here',
      notFoundTodo:
        'The link may be old, or the thing was removed. Go back to the list and look for it there.',
      todo: 'Try again in a moment. If it stays like this, give the platform team the message above.',
      networkTodo:
        'The portal could not be reached. Check your connection, then try again.',
      requestId: 'Request id {{id}}',
      forbiddenTitle: 'You may not see this',
      forbiddenTodo:
        'Ask the owner, or your platform team, for the permission {{permission}}.',
      forbiddenTodoPlain:
        'Ask the owner, or your platform team, for access to this page.',
    },
    loading: 'Loading {{what}}',
  },
});
