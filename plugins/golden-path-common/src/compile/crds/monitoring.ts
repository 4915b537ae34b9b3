import type { KubeObject } from '../../model';

/** The parts of prometheus-operator that Fairway writes. */

export type ServiceMonitor = {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'ServiceMonitor';
  metadata: KubeObject['metadata'];
  spec: {
    selector: { matchLabels: Record<string, string> };
    podTargetLabels: string[];
    endpoints: { port: string; path: string; interval: string }[];
  };
};

export type PodMonitor = {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'PodMonitor';
  metadata: KubeObject['metadata'];
  spec: {
    selector: { matchLabels: Record<string, string> };
    podTargetLabels: string[];
    podMetricsEndpoints: {
      port: string;
      path: string;
      interval: string;
      relabelings: { targetLabel: string; replacement: string }[];
    }[];
  };
};

export interface RecordingRule {
  record: string;
  expr: string;
  labels: Record<string, string>;
}

export interface AlertingRule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export interface RuleGroup {
  name: string;
  rules: (RecordingRule | AlertingRule)[];
}

export type PrometheusRule = {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'PrometheusRule';
  metadata: KubeObject['metadata'];
  spec: { groups: RuleGroup[] };
};
