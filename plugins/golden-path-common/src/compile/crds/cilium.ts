import type { KubeObject } from '../../model';

/** The parts of Cilium that Fairway writes. Labels carry their source (`k8s:`), as Cilium keeps them. */

export interface EndpointSelector {
  matchLabels: Record<string, string>;
}

export interface PortRule {
  ports: { port: string; protocol: 'TCP' | 'UDP' }[];
  rules?: { dns: { matchPattern: string }[] };
}

/** A rule without any peer opens nothing; it says that the direction is closed. */
export interface CiliumIngressRule {
  fromEndpoints?: EndpointSelector[];
  fromEntities?: string[];
  toPorts?: PortRule[];
}

/** See {@link CiliumIngressRule}; names and other peers never share a rule. */
export interface CiliumEgressRule {
  toEndpoints?: EndpointSelector[];
  toCIDR?: string[];
  toCIDRSet?: { cidr: string; except: string[] }[];
  toFQDNs?: { matchName: string }[];
  toPorts?: PortRule[];
}

export type CiliumNetworkPolicy = {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumNetworkPolicy';
  metadata: KubeObject['metadata'];
  spec: {
    endpointSelector: { matchLabels?: Record<string, string> };
    enableDefaultDeny: { ingress: boolean; egress: boolean };
    ingress?: CiliumIngressRule[];
    egress?: CiliumEgressRule[];
  };
};
