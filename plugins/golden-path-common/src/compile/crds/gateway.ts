import type { KubeObject } from '../../model';

/**
 * The parts of Gateway API and cert-manager that Fairway writes. Fields that the API server would default are
 * stated: a GitOps engine that compares lists would otherwise report drift for ever.
 */

export type Gateway = {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'Gateway';
  metadata: KubeObject['metadata'];
  spec: {
    gatewayClassName: string;
    listeners: {
      name: string;
      hostname: string;
      port: number;
      protocol: 'HTTPS';
      tls: {
        mode: 'Terminate';
        certificateRefs: { group: ''; kind: 'Secret'; name: string }[];
      };
      allowedRoutes: { namespaces: { from: 'Same' } };
    }[];
  };
};

export interface HttpRouteBackend {
  group: '';
  kind: 'Service';
  name: string;
  port: number;
  weight: number;
}

export type HTTPRoute = {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'HTTPRoute';
  metadata: KubeObject['metadata'];
  spec: {
    hostnames: string[];
    parentRefs: {
      group: 'gateway.networking.k8s.io';
      kind: 'Gateway';
      name: string;
      sectionName: string;
    }[];
    rules: {
      matches: { path: { type: 'PathPrefix'; value: string } }[];
      filters: {
        type: 'ResponseHeaderModifier';
        responseHeaderModifier: { set: { name: string; value: string }[] };
      }[];
      backendRefs: HttpRouteBackend[];
    }[];
  };
};

export type Certificate = {
  apiVersion: 'cert-manager.io/v1';
  kind: 'Certificate';
  metadata: KubeObject['metadata'];
  spec: {
    secretName: string;
    dnsNames: string[];
    issuerRef: {
      group: 'cert-manager.io';
      kind: 'ClusterIssuer';
      name: string;
    };
    privateKey: { algorithm: 'ECDSA'; size: 256; rotationPolicy: 'Always' };
    usages: ('digital signature' | 'server auth')[];
  };
};
