import type { IEnvVar, IVolume, IVolumeMount } from 'kubernetes-models/v1';
import type { ContainerSettings } from '../settings';
import type { EnvironmentContext } from './context';
import type { SecretVariable } from './secretPlan';

interface Reasoned {
  from: string;
  why: string;
}

/** How the pods of a service get at its secrets; the provider of the layer decides. */
export interface SecretAccess {
  /** Gives each variable of a container that holds secrets as the container takes it, what it needs before it. */
  variables(
    ctx: EnvironmentContext,
    container: ContainerSettings,
  ): (variable: SecretVariable) => ({ variable: IEnvVar } & Reasoned)[];
  /** Volumes that hold secrets. */
  volumes(ctx: EnvironmentContext): ({ volume: IVolume } & Reasoned)[];
  /** Where a container sees them. */
  mounts(ctx: EnvironmentContext, container: ContainerSettings): IVolumeMount[];
}
