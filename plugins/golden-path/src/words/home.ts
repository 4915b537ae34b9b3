/** Words of the widgets on the first page. */
export const homeWords = {
  home: {
    waits: 'Waits for you',
    waitsFailed: 'The change requests that wait for you could not be loaded',
    allRequests: 'All change requests',
    toReview: 'Your review',
    own: 'Your open requests',
    more_one: '{{count}} more',
    more_other: '{{count}} more',
    nothingWaits: 'Nothing waits for you.',
    nothingWaitsText:
      'Requests that need your approval will be here, and those you have opened yourself.',
    services: 'Your services',
    servicesFailed: 'Your services could not be loaded',
    allServices: 'Whole catalog',
    noServices: 'Your teams own no service on the golden path yet.',
    noServicesText:
      'As soon as one is merged, it will be here with its tier, its contract version and its open request.',
    request: 'Request #{{number}}',
  },
} as const;
