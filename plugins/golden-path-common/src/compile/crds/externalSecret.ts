import type { KubeObject } from '../../model';

/** The parts of External Secrets that Fairway writes, defaults stated so that no drift is reported. */
export type ExternalSecret = {
  apiVersion: 'external-secrets.io/v1';
  kind: 'ExternalSecret';
  metadata: KubeObject['metadata'];
  spec: {
    refreshInterval: string;
    secretStoreRef: { kind: 'ClusterSecretStore'; name: string };
    target: {
      name: string;
      creationPolicy: 'Owner';
      deletionPolicy: 'Retain';
      template?: {
        engineVersion: 'v2';
        mergePolicy: 'Replace';
        data: Record<string, string>;
      };
    };
    data: {
      secretKey: string;
      remoteRef: {
        key: string;
        property: string;
        conversionStrategy: 'Default';
        decodingStrategy: 'None';
        metadataPolicy: 'None';
      };
    }[];
  };
};
