import type { KubeObject } from '../../model';

/** The parts of Argo CD that Fairway writes. */
export type Application = {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'Application';
  metadata: KubeObject['metadata'];
  spec: {
    project: string;
    source: { repoURL: string; targetRevision: string; path: string };
    destination: { server: string; namespace: string };
    syncPolicy: {
      automated: { prune: boolean; selfHeal: boolean };
      syncOptions: string[];
      retry: {
        limit: number;
        backoff: { duration: string; factor: number; maxDuration: string };
      };
    };
    revisionHistoryLimit: number;
    ignoreDifferences?: {
      group: string;
      kind: string;
      name?: string;
      jsonPointers?: string[];
      jqPathExpressions?: string[];
    }[];
  };
};
