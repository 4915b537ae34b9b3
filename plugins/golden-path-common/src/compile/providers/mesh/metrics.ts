import type { EnvironmentContext } from '../../context';

/** The port of the metrics where they have one of their own. */
export function ownMetricsPort({
  port,
  metricsPort,
}: EnvironmentContext['main']): number | undefined {
  return metricsPort === port ? undefined : metricsPort;
}
