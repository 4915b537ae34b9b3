import { budgetSpent } from './budgetSpent';
import type { Change, Hit } from './change';
import { exceptionsUsed, overridesUsed } from './exemptions';
import { meshMode } from './meshMode';
import { clusterWide, hostPath, privileged } from './objects';
import { objectiveLowered } from './objectiveLowered';
import { publicRoute, publicRouteEnded } from './publicRoute';
import { replicasLeap } from './replicas';
import { newStateful, ownerChanged, tierRaised } from './service';
import { storeChanged } from './store';
import {
  agreementRemoved,
  classificationLowered,
  environmentRemoved,
  tierLowered,
} from './takenAway';

/** In the order in which people read them. */
const triggers: readonly ((change: Change) => Hit[])[] = [
  publicRoute,
  privileged,
  hostPath,
  replicasLeap,
  newStateful,
  storeChanged,
  clusterWide,
  tierRaised,
  exceptionsUsed,
  overridesUsed,
  ownerChanged,
  meshMode,
  tierLowered,
  classificationLowered,
  environmentRemoved,
  publicRouteEnded,
  agreementRemoved,
  budgetSpent,
  objectiveLowered,
];

/** Every trigger that this change sets off. */
export function hitsOf(change: Change): Hit[] {
  return triggers.flatMap(trigger => trigger(change));
}
