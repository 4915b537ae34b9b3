import type { KubeObject } from '../../model';

/** The parts of Flagger that Fairway writes. */

interface Reference<Kind extends string = string> {
  apiVersion: string;
  kind: Kind;
  name: string;
}

interface Labels {
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}

export type Canary = {
  apiVersion: 'flagger.app/v1beta1';
  kind: 'Canary';
  metadata: KubeObject['metadata'];
  spec: {
    provider: 'gatewayapi:v1' | 'nginx';
    targetRef: Reference<'Deployment'>;
    autoscalerRef?: Reference<'HorizontalPodAutoscaler' | 'ScaledObject'> & {
      primaryScalerQueries?: Record<string, string>;
    };
    ingressRef?: Reference<'Ingress'>;
    progressDeadlineSeconds: number;
    service: {
      port: number;
      portName: string;
      targetPort: string;
      appProtocol: string;
      hosts?: string[];
      gatewayRefs?: {
        group: string;
        kind: 'Gateway';
        name: string;
        sectionName: string;
      }[];
      match?: { uri: { prefix: string } }[];
      headers?: { response: { set: Record<string, string> } };
      apex: Labels;
      primary: Labels;
      canary: Labels;
    };
    analysis: {
      interval: string;
      threshold: number;
      stepWeights: number[];
      metrics: {
        name: string;
        interval: string;
        templateRef: { name: string };
        thresholdRange: { max: number } | { min: number };
      }[];
    };
  };
};

export type MetricTemplate = {
  apiVersion: 'flagger.app/v1beta1';
  kind: 'MetricTemplate';
  metadata: KubeObject['metadata'];
  spec: {
    provider: { type: 'prometheus'; address: string };
    query: string;
  };
};
