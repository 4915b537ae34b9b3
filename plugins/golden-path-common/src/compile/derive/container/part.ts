import type { Because } from '../../../model';
import type { EnvironmentContext } from '../../context';
import type { ContainerSettings } from '../../../settings';

/** What a part of a container is derived from. */
export interface ContainerPlace {
  ctx: EnvironmentContext;
  container: ContainerSettings;
  /** JSON pointer of the container in the object. */
  at: string;
}

/** Some fields of a container, and why they are so. */
export interface ContainerPart<Fields> {
  fields: Fields;
  reasons: Because[];
}
