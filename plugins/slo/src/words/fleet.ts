/** Words of the page of all objectives. */
export const fleetWords = {
  fleet: {
    title: 'SLOs',
    subtitle: 'Who is burning?',
    loading: 'page',
  },
} as const;
