/** Words of the page on which the document of an objective is written. */
export const editorWords = {
  editor: {
    title: 'Objective',
    change: 'Change {{title}}',
    new: 'New objective',
    subtitle:
      'Write what you promise. Beside it stands what that means; nothing changes before the change request is merged.',
    list: 'SLOs',
    what: 'the document',
    failed: 'The document could not be loaded',
    kept: 'Nothing was changed. What you wrote is kept in this tab.',
    document: 'Document',
    label: 'OpenSLO document',
    restored: 'What you wrote before is back.',
    discard: 'Discard it',
    moved:
      'The document has changed since you began. Compare before you ask for a change.',
    takeTheirs: 'Take the document as it is now',
    notKept:
      'This browser keeps nothing, so what you write is lost when you leave.',
    converted:
      'The document is written as {{format}}. Here it stands as OpenSLO, which is what a change request can carry.',
    leftOut: 'It cannot say everything:',
    readable: 'Can be read',
    problems_one: '{{count}} problem',
    problems_other: '{{count}} problems',
    problemList: 'Problems',
    remarkList: 'Good to know',
    line: 'Line {{line}}',
    noLine: 'Document',
    bug: 'Take back the last change, and report it as a bug',
    unread: 'this could not be read: {{message}}',
    empty: 'there is no objective in it',
    emptyTodo: 'Write a document of kind SLO',
    several: 'the objectives are of several services: {{services}}',
    severalTodo: 'Open one change request for each service',
    outdated: 'Shown is what the last version without problems means.',
    nothing: 'Once the document can be read, this says what it means.',
  },
  meaning: {
    heading: 'What it means',
    occurrences: '{{target}} of all events have to be good over {{window}}.',
    slices:
      '{{target}} of all stretches of {{slice}} have to be good over {{window}}; one is when {{share}} of its events are.',
    ratioSlices:
      'The mean share of good events of all stretches of {{slice}} has to be {{target}} over {{window}}.',
    minutes: 'That allows {{duration}} of total failure.',
    asItIs: 'As it is, {{target}} allows {{duration}}.',
    events:
      'At the traffic of its last window, {{events}} of {{total}} events may be bad.',
    page: 'Somebody is paged after {{duration}} of total failure.',
    pageNever:
      'No page can come: at this target, its threshold is more than all events. Raise the target, or do without pages.',
    ticketNever:
      'No ticket can come: at this target, its threshold is more than all events.',
    noPage: 'Nobody is paged: the document wants no such alert.',
    table: 'What may fail in {{title}}',
    time: 'In',
    failure: 'Total failure',
    eventsColumn: 'Bad events',
    units: {
      day_one: '{{count}} day of the calendar',
      day_other: '{{count}} days of the calendar',
      week_one: '{{count}} week of the calendar',
      week_other: '{{count}} weeks of the calendar',
      month_one: '{{count}} month of the calendar',
      month_other: '{{count}} months of the calendar',
      quarter_one: '{{count}} quarter of the calendar',
      quarter_other: '{{count}} quarters of the calendar',
      year_one: '{{count}} year of the calendar',
      year_other: '{{count}} years of the calendar',
    },
  },
  request: {
    heading: 'Change request',
    message: 'Why (for those who review it)',
    open: 'Open change request',
    opening: 'Opening…',
    failed: 'The change request was not opened',
    keptText: 'What you wrote is kept in this tab.',
    opened: 'The change request is open.',
    openedText:
      'Nothing has changed yet: it goes into force once it is merged.',
    merged: 'The change request is merged.',
    mergedText:
      'Nobody had to agree, so it is in force as soon as the document is read anew.',
    refused: 'The golden path cannot derive the document as it is written.',
    show: 'Show the change request',
    unchanged: 'Nothing is different from the document as it is.',
    mend: 'Mend the problems first.',
    mayNot:
      'You can look at what a change would mean; to open a change request you need the permission {{permission}}.',
    forService: 'Goes to the golden path of {{service}}.',
    notFound:
      '{{service}} is not on the golden path, so its documents are changed where they are written: {{place}}.',
    notFoundNew:
      '{{service}} is not on the golden path. Keep the document in Git and name it in the annotation fairway.dev/slo-documents of the service.',
  },
} as const;
