import type { KubeObject } from '../../model';

/** The parts of Flux that Fairway writes. */

export type FluxKustomization = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  kind: 'Kustomization';
  metadata: KubeObject['metadata'];
  spec: {
    sourceRef: { kind: 'GitRepository'; name: string };
    path: string;
    prune: boolean;
    deletionPolicy: 'MirrorPrune' | 'Orphan';
    interval: string;
    retryInterval: string;
    timeout: string;
    force: false;
    wait?: boolean;
    serviceAccountName?: string;
    dependsOn?: { name: string }[];
    healthChecks?: {
      apiVersion: string;
      kind: string;
      name: string;
      namespace: string;
    }[];
    healthCheckExprs?: {
      apiVersion: string;
      kind: string;
      current: string;
      inProgress: string;
      failed: string;
    }[];
    patches?: {
      patch: string;
      target: { group: string; kind: string; name: string };
    }[];
    ignore?: {
      paths: string[];
      target: { group: string; kind: string; name: string };
    }[];
  };
};

export type GitRepository = {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'GitRepository';
  metadata: KubeObject['metadata'];
  spec: {
    url: string;
    ref: { branch: string };
    interval: string;
    timeout: string;
    sparseCheckout: string[];
    secretRef?: { name: string };
  };
};
