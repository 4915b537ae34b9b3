import type { KubeObject } from '../../model';

/** The parts of Istio that Fairway writes. */

export type PeerAuthentication = {
  apiVersion: 'security.istio.io/v1';
  kind: 'PeerAuthentication';
  metadata: KubeObject['metadata'];
  spec: { mtls: { mode: 'PERMISSIVE' | 'STRICT' } };
};

export interface AuthorizationRule {
  from: { source: { principals?: string[]; namespaces?: string[] } }[];
  to: {
    operation: { ports: string[]; methods?: string[]; paths?: string[] };
  }[];
}

/** With neither action nor rules it lets nothing in. */
export type AuthorizationPolicy = {
  apiVersion: 'security.istio.io/v1';
  kind: 'AuthorizationPolicy';
  metadata: KubeObject['metadata'];
  spec: {
    selector?: { matchLabels: Record<string, string> };
    action?: 'ALLOW';
    rules?: AuthorizationRule[];
  };
};

export type VirtualService = {
  apiVersion: 'networking.istio.io/v1';
  kind: 'VirtualService';
  metadata: KubeObject['metadata'];
  spec: {
    hosts: string[];
    http: {
      name: string;
      route: {
        destination: { host: string; subset: string };
        weight: number;
      }[];
    }[];
  };
};

export type DestinationRule = {
  apiVersion: 'networking.istio.io/v1';
  kind: 'DestinationRule';
  metadata: KubeObject['metadata'];
  spec: {
    host: string;
    subsets: { name: string; labels: Record<string, string> }[];
  };
};

export type ServiceEntry = {
  apiVersion: 'networking.istio.io/v1';
  kind: 'ServiceEntry';
  metadata: KubeObject['metadata'];
  spec: {
    hosts: string[];
    addresses?: string[];
    exportTo: string[];
    location: 'MESH_EXTERNAL';
    ports: { number: number; name: string; protocol: 'TLS' | 'TCP' }[];
    resolution: 'DNS' | 'NONE';
  };
};

export type Sidecar = {
  apiVersion: 'networking.istio.io/v1';
  kind: 'Sidecar';
  metadata: KubeObject['metadata'];
  spec: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } };
};
