import type { Finding, PlatformContract } from '../../model';
import { PROVIDER_CHOICES } from '../../schema/contract';
import { argoCd } from './delivery/argoCd';
import { flux } from './delivery/flux';
import { istio } from './mesh/istio';
import { prometheusOperator } from './metrics/prometheusOperator';
import { victoriaMetrics } from './metrics/victoriaMetrics';
import { cilium } from './network/cilium';
import { kubernetesNetwork } from './network/kubernetes';
import { admissionPolicies } from './policy/admissionPolicy';
import { gatekeeper } from './policy/gatekeeper';
import { kyverno } from './policy/kyverno';
import type { Provider, ProviderLayer } from './provider';
import { argoRollouts } from './rollout/argoRollouts';
import { flagger } from './rollout/flagger';
import { rolling } from './rollout/rolling';
import { hpa } from './scaling/hpa';
import { keda } from './scaling/keda';
import { csiSecretsStore } from './secrets/csiSecretsStore';
import { externalSecrets } from './secrets/externalSecrets';
import { gatewayApi } from './traffic/gatewayApi';
import { ingress } from './traffic/ingress';

/** Nothing is derived where no mesh is. */
const noMesh: Provider<'mesh'> = { layer: 'mesh', name: 'none' };

const registry: readonly Provider[] = [
  rolling,
  argoRollouts,
  flagger,
  gatewayApi,
  ingress,
  hpa,
  keda,
  kubernetesNetwork,
  cilium,
  noMesh,
  istio,
  externalSecrets,
  csiSecretsStore,
  prometheusOperator,
  victoriaMetrics,
  admissionPolicies,
  kyverno,
  gatekeeper,
  argoCd,
  flux,
];

/** The providers that the contract chose, and a finding for each one that this version cannot derive for. */
export function chosenProviders(contract: PlatformContract): {
  providers: Provider[];
  findings: Finding[];
} {
  const providers: Provider[] = [];
  const findings: Finding[] = [];
  for (const layer of layers()) {
    const name = contract.providers[layer].provider;
    const found = registry.find(
      provider => provider.layer === layer && provider.name === name,
    );
    if (found) {
      providers.push(found);
    } else {
      const known = registry
        .filter(provider => provider.layer === layer)
        .map(provider => provider.name)
        .join(' or ');
      findings.push({
        policy: 'provider',
        title:
          'The contract chooses providers that this version can derive for',
        severity: 'deny',
        message: `The contract chooses ${name} for ${layer}, and this version of Fairway derives nothing for it yet.`,
        at: '',
        remedy: `Ask the platform team to set providers.${layer}.provider to ${known}, or to upgrade Fairway.`,
      });
    }
  }
  return { providers, findings };
}

function layers(): ProviderLayer[] {
  return Object.keys(PROVIDER_CHOICES).filter(
    (key): key is ProviderLayer => key in PROVIDER_CHOICES,
  );
}
