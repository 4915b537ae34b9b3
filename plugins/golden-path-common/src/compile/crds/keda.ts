import type { KubeObject } from '../../model';

/** The parts of KEDA that Fairway writes. */

export type ScaledObjectTrigger =
  | {
      type: 'cpu';
      name: string;
      metricType: 'Utilization';
      metadata: { value: string };
    }
  | {
      type: 'prometheus';
      name: string;
      metricType: 'AverageValue';
      metadata: {
        serverAddress: string;
        query: string;
        threshold: string;
        ignoreNullValues: 'true' | 'false';
      };
    };

export type ScaledObject = {
  apiVersion: 'keda.sh/v1alpha1';
  kind: 'ScaledObject';
  metadata: KubeObject['metadata'];
  spec: {
    scaleTargetRef: { apiVersion: string; kind: string; name: string };
    pollingInterval: number;
    cooldownPeriod: number;
    minReplicaCount: number;
    maxReplicaCount: number;
    fallback?: {
      failureThreshold: number;
      replicas: number;
      behavior: 'currentReplicasIfHigher';
    };
    advanced: {
      restoreToOriginalReplicaCount: boolean;
      horizontalPodAutoscalerConfig: {
        name: string;
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: number;
            policies: {
              type: 'Percent';
              value: number;
              periodSeconds: number;
            }[];
            selectPolicy: 'Max';
          };
        };
      };
    };
    triggers: ScaledObjectTrigger[];
  };
};
