import type { ReceivedFact } from './webhooks/received';

/** What Argo CD says of an Application, by notification or when it is asked. */
export interface ApplicationState {
  app: string;
  cluster?: string;
  sync: string;
  revision?: string;
  /** Of the last operation: `Succeeded`, `Failed`, `Error`, `Running`. */
  phase?: string;
  finishedAt?: string;
  health: string;
  healthAt?: string;
  message?: string;
  images: string[];
  url?: string;
}

/** What follows from it: whether the last sync ended well, and whether what it brought is ready. */
export function applicationFacts(state: ApplicationState): ReceivedFact[] {
  const { app, cluster, images, revision, url } = state;
  const shared = {
    subject: { application: app, images },
    url,
    commit: revision,
    facts: { cluster, revision, application: app },
  };
  const facts: ReceivedFact[] = [];
  if (state.phase === 'Failed' || state.phase === 'Error') {
    facts.push({
      ...shared,
      state: 'synced',
      outcome: 'failed',
      at: state.finishedAt,
      summary: `The sync failed: ${state.message || state.phase}`,
    });
  } else if (state.sync === 'Synced') {
    facts.push({
      ...shared,
      state: 'synced',
      outcome: 'passed',
      at: state.finishedAt,
      summary: `Argo CD has synced ${app}`,
    });
  }
  if (state.health === 'Healthy' && state.sync === 'Synced') {
    facts.push({
      ...shared,
      state: 'ready',
      outcome: 'passed',
      at: state.healthAt ?? state.finishedAt,
      summary: `${app} is healthy`,
    });
  } else if (state.health === 'Degraded') {
    facts.push({
      ...shared,
      state: 'ready',
      outcome: 'failed',
      at: state.healthAt,
      summary: `${app} is degraded`,
    });
  }
  return facts;
}
