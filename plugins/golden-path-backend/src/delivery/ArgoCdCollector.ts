import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ArgoCd, type ArgoCdApplication } from '@fairway/connectors';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { ContractService } from '../services/ContractService';
import { applicationFacts } from './applicationFacts';
import type { ArgoCdInstance } from './config';
import type { Intake } from './Intake';

interface ArgoCdCollectorOptions {
  clock: Clock;
  contract: Pick<ContractService, 'current'>;
  instances: readonly ArgoCdInstance[];
  intake: Pick<Intake, 'take'>;
  logger: LoggerService;
}

/** Looks at the applications of each configured Argo CD; one that does not answer hides no other. */
export class ArgoCdCollector {
  static create(options: ArgoCdCollectorOptions): ArgoCdCollector {
    return new ArgoCdCollector(options);
  }

  readonly #options: ArgoCdCollectorOptions;
  /** What each application was told as last: most stand as they stood a minute ago. */
  readonly #last = new Map<string, ArgoCdApplication>();

  private constructor(options: ArgoCdCollectorOptions) {
    this.#options = options;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { instances, logger } = this.#options;
    for (const instance of instances) {
      try {
        await this.#look(instance, signal);
      } catch (error) {
        logger.warn(
          `Reading the applications of ${instance.name} failed and is tried again: ${error}`,
        );
      }
    }
  }

  async #look(instance: ArgoCdInstance, signal?: AbortSignal): Promise<void> {
    const { contract, intake } = this.#options;
    const { environments, clusters } = (await contract.current()).contract;
    const reader = ArgoCd.create(instance);
    const own = instance.clusters;
    for (const { name: environment } of environments) {
      const reached =
        !own ||
        clusters.some(
          cluster =>
            own.includes(cluster.name) &&
            cluster.environments.includes(environment),
        );
      if (reached) {
        const applications = await reader.applications({
          selector: `app.kubernetes.io/managed-by=fairway,fairway.dev/environment=${environment}`,
          signal,
        });
        const changed = applications.filter(application =>
          this.#isNew(instance, application),
        );
        await intake.take(
          'argo-cd',
          changed.flatMap(application =>
            applicationFacts({
              ...application,
              app: application.name,
              cluster: clusterOf(instance, application),
              healthAt: this.#healthAt(instance, application),
              url: reader.urlOf(application.name),
            }),
          ),
        );
        // Only now: what could not be written is told again by the next look.
        for (const application of changed) {
          this.#last.set(keyOf(instance, application), application);
        }
      }
    }
  }

  #isNew(instance: ArgoCdInstance, application: ArgoCdApplication): boolean {
    return !isDeepStrictEqual(
      this.#last.get(keyOf(instance, application)),
      application,
    );
  }

  /** Argo CD before 2.14 does not say since when the health is so: then it is since it was seen to change. */
  #healthAt(
    instance: ArgoCdInstance,
    application: ArgoCdApplication,
  ): string | undefined {
    const { health, healthAt } = application;
    const before = this.#last.get(keyOf(instance, application))?.health;
    const turned = before ? before !== health : health === 'Degraded';
    return healthAt ?? (turned ? isoNow(this.#options.clock) : undefined);
  }
}

function keyOf(instance: ArgoCdInstance, { name }: ArgoCdApplication): string {
  return `${instance.name}/${name}`;
}

/** An Argo CD of one cluster delivers to that; one of several names it in the application. */
function clusterOf(
  { clusters = [] }: ArgoCdInstance,
  { cluster }: ArgoCdApplication,
): string | undefined {
  return clusters.length === 1
    ? clusters[0]
    : clusters.find(name => name === cluster);
}
