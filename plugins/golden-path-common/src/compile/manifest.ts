import type { KubeObject } from '../model';

/**
 * A typed Kubernetes kind as the plain data that {@link KubeObject} is. The mapping turns the library's
 * interfaces into types that are assignable to plain data while an unknown field still does not compile;
 * `status` is the cluster's to write.
 */
export type Manifest<T> = {
  [K in keyof Omit<T, 'metadata' | 'status'>]: Omit<
    T,
    'metadata' | 'status'
  >[K];
} & { metadata: KubeObject['metadata'] };
