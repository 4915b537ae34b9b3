import type { ServiceIntent } from '../../schema/intent';
import { shortened, shortHash, type EnvironmentSettings } from '../../settings';
import type { EnvironmentContext } from '../context';
import type { Provider } from '../providers/provider';

/**
 * Name of a Job: that of the service, and a hash of what its team states. Another image, command, variable, amount of
 * memory or number of pieces is another run, under another name; a new default of the platform is not, and must run
 * nothing again.
 */
export function nameOfRun(options: {
  intent: ServiceIntent;
  settings: EnvironmentSettings;
  /** The part of the intent that describes the work. */
  work: unknown;
  /** Most characters before the hash. */
  max: number;
}): string {
  const { intent, settings, work, max } = options;
  const containers = Object.values(settings.containers).map(
    ({ name, image, command, args, env, resources, from }) => [
      name,
      image,
      command ?? [],
      args ?? [],
      Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1)),
      from.resources.startsWith('intent:') ? resources : [],
    ],
  );
  const hash = shortHash(JSON.stringify([containers, work]));
  return `${shortened(intent.metadata.name, max)}-${hash}`;
}

/** What delivery needs to see on an object that it creates and then leaves alone. */
export function onceAnnotations(
  providers: readonly Provider[],
): Record<string, string> {
  return Object.assign(
    {},
    ...providers.map(provider => provider.onceAnnotations),
  );
}

/** A Job that were removed by time would be missing in the cluster, and delivery would run it again. */
export function keepWhenFinished(ctx: EnvironmentContext): void {
  ctx.leaveOut({
    what: 'ttlSecondsAfterFinished',
    why: 'The finished Job is the record that it ran: were it removed after a time, delivery would miss it and run the work again. The next one replaces it.',
    from: 'fairway:runs-once',
  });
}
