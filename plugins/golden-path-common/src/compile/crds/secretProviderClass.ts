import type { KubeObject } from '../../model';

/** The parts of the Secrets Store CSI driver that Fairway writes. */
export type SecretProviderClass = {
  apiVersion: 'secrets-store.csi.x-k8s.io/v1';
  kind: 'SecretProviderClass';
  metadata: KubeObject['metadata'];
  spec: {
    provider: 'vault';
    parameters: { roleName: string; vaultAddress?: string; objects: string };
    secretObjects?: {
      secretName: string;
      type: 'Opaque';
      labels: Record<string, string>;
      data: { objectName: string; key: string }[];
    }[];
  };
};
