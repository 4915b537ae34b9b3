import type { Finding } from '../model';
import { exposureDuties, tierDuties } from '../readiness/duties';
import type { CheckOptions } from './options';
import { listOf } from '../words/phrases';

type Options = Pick<CheckOptions, 'intent' | 'contract'>;

/**
 * Whether the service may be exposed as it asks: by its workload type, by the class of its data, and with all that
 * a public service has to state. A duty of the tier that is not stated is a warning; one of the exposure denies.
 * @public
 */
export function checkExposure(options: CheckOptions): Finding[] {
  return [
    ...checkWorkloadType(options),
    ...checkDataClassification(options),
    ...checkRoute(options),
    ...missingExposureDuties(options),
    ...missingTierDuties(options),
  ];
}

function checkWorkloadType({ intent, contract }: Options): Finding[] {
  const { workloadType, exposure } = intent.spec;
  const { exposures } = contract.workloadTypes[workloadType];
  return exposures.includes(exposure)
    ? []
    : [
        deny({
          at: '/spec/exposure',
          message: `The workload type ${workloadType} may have the exposure ${listOf(
            exposures,
          )}, not ${exposure}.`,
          remedy: `Set "exposure" to ${exposures.join(
            ' or ',
          )}, or choose another workload type`,
        }),
      ];
}

function checkDataClassification({ intent, contract }: Options): Finding[] {
  const { dataClassification, exposure } = intent.spec;
  const { exposures } = contract.dataClassifications[dataClassification];
  return exposures.includes(exposure)
    ? []
    : [
        deny({
          at: '/spec/exposure',
          message: `A service with ${dataClassification} data may have the exposure ${listOf(
            exposures,
          )}, not ${exposure}.`,
          remedy: `Set "exposure" to ${exposures.join(
            ' or ',
          )}, or put a service without ${dataClassification} data in front`,
        }),
      ];
}

function checkRoute({ intent, contract }: Options): Finding[] {
  const { exposure, route, workloadType } = intent.spec;
  const hasRoute = contract.workloadTypes[workloadType].features.route;
  if (exposure === 'public' && hasRoute && !route) {
    return [
      deny({
        at: '/spec/exposure',
        message: `${intent.metadata.name} is public and states no route.`,
        remedy: 'Add "route" with a host and the way callers authenticate',
      }),
    ];
  }
  if (exposure !== 'public' && route) {
    return [
      deny({
        at: '/spec/route',
        message: `${intent.metadata.name} states a route for ${route.host}, and its exposure is ${exposure}.`,
        remedy: 'Set "exposure" to public, or remove "route"',
      }),
    ];
  }
  return [];
}

function missingExposureDuties(options: Options): Finding[] {
  return exposureDuties(options)
    .filter(({ met }) => met === false)
    .map(duty =>
      deny({
        at: duty.requires ?? '',
        message: `A public service states "${duty.title}", and ${options.intent.metadata.name} does not: ${duty.why}`,
        remedy: duty.remedy,
      }),
    );
}

function missingTierDuties(options: Options): Finding[] {
  const { tier } = options.intent.spec;
  return tierDuties(options)
    .filter(({ met }) => met === false)
    .map(duty => ({
      policy: 'tier-duty',
      title: 'A service fulfils the duties of its tier',
      severity: 'warn',
      message: `A ${tier} service owes "${duty.title}": ${duty.why}`,
      at: duty.requires ?? '',
      remedy: duty.remedy,
    }));
}

function deny(finding: Pick<Finding, 'at' | 'message' | 'remedy'>): Finding {
  return {
    policy: 'exposure',
    title: 'A service is exposed as its type and data allow',
    severity: 'deny',
    ...finding,
  };
}
