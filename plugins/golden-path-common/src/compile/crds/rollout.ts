import type { IPodTemplateSpec } from 'kubernetes-models/v1';
import type { KubeObject } from '../../model';

/** The parts of Argo Rollouts that Fairway writes; the strict schema test checks them against the CRDs. */

export interface RolloutStep {
  setWeight?: number;
  pause?: { duration?: string };
}

/** Who sets the share of a canary; several may at a time. */
export interface TrafficRouting {
  plugins?: {
    'argoproj-labs/gatewayAPI': { httpRoute: string; namespace: string };
  };
  istio?: {
    virtualService: { name: string; routes: string[] };
    destinationRule: {
      name: string;
      stableSubsetName: string;
      canarySubsetName: string;
    };
  };
  nginx?: { stableIngress: string };
}

export type Rollout = {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'Rollout';
  metadata: KubeObject['metadata'];
  spec: {
    replicas: number;
    revisionHistoryLimit: number;
    minReadySeconds: number;
    progressDeadlineSeconds: number;
    progressDeadlineAbort: boolean;
    rollbackWindow: { revisions: number };
    selector: { matchLabels: Record<string, string> };
    strategy: {
      canary: {
        stableService?: string;
        canaryService?: string;
        trafficRouting?: TrafficRouting;
        maxSurge?: string;
        maxUnavailable?: number;
        analysis?: {
          templates: { templateName: string }[];
          startingStep: number;
          args: {
            name: string;
            valueFrom: { podTemplateHashValue: 'Latest' | 'Stable' };
          }[];
        };
        steps: RolloutStep[];
      };
    };
    template: IPodTemplateSpec;
  };
};

export type AnalysisTemplate = {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'AnalysisTemplate';
  metadata: KubeObject['metadata'];
  spec: {
    args: { name: string }[];
    metrics: {
      name: string;
      initialDelay: string;
      interval: string;
      failureLimit?: number;
      inconclusiveLimit?: number;
      successCondition: string;
      failureCondition?: string;
      provider: { prometheus: { address: string; query: string } };
    }[];
  };
};
