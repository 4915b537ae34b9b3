/** The demo speaks English, as its made-up company does. */
export const words = {
  title: 'Demo faults',
  subtitle:
    'Make something go wrong in the demo estate, and watch how it shows',
  switchOn: 'Switch on a fault',
  switchOnText:
    'It shows in the telemetry at once, and objectives read it within a minute or two.',
  mayNot:
    'In the demo the platform engineer switches faults; sign in as that persona to do it.',
  on: 'On now',
  none: 'Nothing is made to go wrong',
  noneText:
    'Services behave as they do on an ordinary day, which is not without trouble.',
  failed: 'The faults could not be read',
  begin: 'Switch on',
  end: 'Switch off',
  notBegun: 'It was not switched on',
  notEnded: 'It was not switched off',
  what: 'What goes wrong',
  service: 'Service',
  serviceHelp: 'As in the catalog, such as fraud-service',
  serviceMissing: 'Name the service that it hits',
  share: 'Share of requests, in percent',
  shareWrong: 'A number above 0 and up to 100',
  kinds: {
    errors: 'Requests fail',
    latency: 'Requests are slow',
    outage: 'Every request fails',
    'no-traffic': 'Nobody calls it',
    'no-data': 'Its series are gone',
    garbage: 'Its series are no numbers',
    'source-down': 'The store of all series does not answer',
  },
} as const;
