import type { KubeObject } from '../../model';
import type { RuleGroup } from './monitoring';

/** The parts of the operator of VictoriaMetrics that Fairway writes. */

interface Endpoint {
  port: string;
  path: string;
  interval: string;
}

export type VMServiceScrape = {
  apiVersion: 'operator.victoriametrics.com/v1beta1';
  kind: 'VMServiceScrape';
  metadata: KubeObject['metadata'];
  spec: {
    selector: { matchLabels: Record<string, string> };
    podTargetLabels: string[];
    endpoints: Endpoint[];
  };
};

export type VMPodScrape = {
  apiVersion: 'operator.victoriametrics.com/v1beta1';
  kind: 'VMPodScrape';
  metadata: KubeObject['metadata'];
  spec: {
    selector: { matchLabels: Record<string, string> };
    podTargetLabels: string[];
    podMetricsEndpoints: (Endpoint & {
      relabelConfigs: { targetLabel: string; replacement: string }[];
    })[];
  };
};

export type VMRule = {
  apiVersion: 'operator.victoriametrics.com/v1beta1';
  kind: 'VMRule';
  metadata: KubeObject['metadata'];
  spec: { groups: RuleGroup[] };
};
