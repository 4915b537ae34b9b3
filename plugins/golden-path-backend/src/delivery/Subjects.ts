import {
  deliveryProfiles,
  digestOf,
  imageKey,
  mainContainerOf,
  repositoryOfImage,
  type DeliveryProfile,
  type PlatformContract,
  type ServiceIntent,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { Lineages } from './Lineages';
import type { ReceivedFact } from './webhooks/received';

/** What a fact is about, in the words of the fleet. */
export interface Subject {
  service: string;
  environment?: string;
  /** Key of the image. */
  image?: string;
  /** Whether its work ends by itself, as that of a job. */
  ends: boolean;
}

/** `unknown` says what was not found; `foreign` is none of the services, and nothing is wrong with that. */
export type Resolved =
  | { kind: 'known'; subjects: Subject[] }
  | { kind: 'foreign' }
  | { kind: 'unknown'; what: string };

interface Fleet {
  intents: ReadonlyMap<string, ServiceIntent>;
  contract: PlatformContract;
  /** Services by the repository of the image of their main container. */
  byRepository: Map<string, string[]>;
}

interface SubjectsOptions {
  desiredState: Pick<DesiredStateService, 'fleet'>;
  lineages: Pick<Lineages, 'read'>;
  store: Pick<DeliveryStore, 'servicesOfImage'>;
}

/** Tells which service and environment something is about, from what is derived: names, labels, images. */
export class Subjects {
  static create(options: SubjectsOptions): Subjects {
    return new Subjects(options);
  }

  readonly #desiredState: SubjectsOptions['desiredState'];
  readonly #lineages: SubjectsOptions['lineages'];
  readonly #store: SubjectsOptions['store'];
  #known?: { version: string; fleet: Fleet };

  private constructor(options: SubjectsOptions) {
    this.#desiredState = options.desiredState;
    this.#lineages = options.lineages;
    this.#store = options.store;
  }

  async resolve(subject: ReceivedFact['subject']): Promise<Resolved> {
    const fleet = await this.#fleet();
    const { application, images } = subject;
    if (application !== undefined) {
      return this.#ofApplication(application, images, fleet);
    }
    if (subject.service !== undefined) {
      return this.#ofService({
        service: subject.service,
        environment: subject.environment,
        images,
        fleet,
      });
    }
    return this.#ofImages(images, fleet);
  }

  /**
   * Applications and Kustomizations of services are called `<environment>-<service>`. What was delivered under a former name
   * is taken away by now, and says nothing of what is there instead.
   */
  async #ofApplication(
    application: string,
    images: string[],
    fleet: Fleet,
  ): Promise<Resolved> {
    if (/^(namespace|platform)-/.test(application)) {
      return { kind: 'foreign' };
    }
    const named = fleet.contract.environments
      .map(({ name }) => name)
      .filter(environment => application.startsWith(`${environment}-`))
      .map(environment => ({
        environment,
        service: application.slice(environment.length + 1),
      }));
    const found = named.find(({ service }) => fleet.intents.has(service));
    if (found) {
      return ofService({ ...found, images, fleet });
    }
    const { heirsOf } = await this.#lineages.read();
    return named.some(({ service }) => heirsOf(service).length > 0)
      ? { kind: 'foreign' }
      : {
          kind: 'unknown',
          what: `no service has an application ${application}`,
        };
  }

  /** A build may go on under a former name; what runs under it is taken away. */
  async #ofService(options: {
    service: string;
    environment?: string;
    images: string[];
    fleet: Fleet;
  }): Promise<Resolved> {
    const { service, environment, fleet } = options;
    if (fleet.intents.has(service)) {
      return ofService(options);
    }
    const heir = (await this.#lineages.read()).heirsOf(service).at(-1);
    if (heir === undefined) {
      return { kind: 'unknown', what: `no service ${service} is merged` };
    }
    return environment === undefined
      ? ofService({ ...options, service: heir })
      : { kind: 'foreign' };
  }

  /** A build, a scan or a signature names an image and nothing else. */
  async #ofImages(images: string[], fleet: Fleet): Promise<Resolved> {
    const subjects = new Map<string, Subject>();
    for (const image of images) {
      const key = imageKey(image);
      const services =
        fleet.byRepository.get(repositoryOfImage(image)) ??
        (digestOf(image) ? await this.#servicesWith(key, fleet) : []);
      for (const service of services) {
        if (!subjects.has(service)) {
          subjects.set(service, {
            service,
            image: key,
            ends: ends(fleet.intents.get(service)),
          });
        }
      }
    }
    return subjects.size > 0
      ? { kind: 'known', subjects: [...subjects.values()] }
      : {
          kind: 'unknown',
          what: `no service has the image ${images[0] ?? ''}`,
        };
  }

  /** By their names of now. */
  async #servicesWith(key: string, { intents }: Fleet): Promise<string[]> {
    const names = await this.#store.servicesOfImage(key);
    const { heirsOf } = await this.#lineages.read();
    return names.flatMap(name => (intents.has(name) ? name : heirsOf(name)));
  }

  async #fleet(): Promise<Fleet> {
    const { intents, contract, version } = await this.#desiredState.fleet();
    if (this.#known?.version !== version) {
      const byRepository = new Map<string, string[]>();
      for (const [name, intent] of intents) {
        for (const repository of repositoriesOf(intent)) {
          byRepository.set(repository, [
            ...(byRepository.get(repository) ?? []),
            name,
          ]);
        }
      }
      this.#known = { version, fleet: { intents, contract, byRepository } };
    }
    return this.#known.fleet;
  }
}

function repositoriesOf(intent: ServiceIntent): Set<string> {
  const { containers, environments } = intent.spec;
  const images = [
    containers[mainContainerOf(intent)]?.image,
    ...environments.map(each =>
      typeof each === 'string' ? undefined : each.image,
    ),
  ];
  return new Set(
    images.flatMap(image => (image ? [repositoryOfImage(image)] : [])),
  );
}

function ofService(options: {
  service: string;
  environment?: string;
  images: string[];
  fleet: Fleet;
}): Resolved {
  const { service, environment, images, fleet } = options;
  const { contract } = fleet;
  const intent = fleet.intents.get(service);
  if (!intent) {
    return { kind: 'unknown', what: `no service ${service} is merged` };
  }
  if (environment === undefined) {
    const [image] = images;
    return {
      kind: 'known',
      subjects: [
        {
          service,
          ends: ends(intent),
          ...(image && { image: imageKey(image) }),
        },
      ],
    };
  }
  const profile = deliveryProfiles({ intent, contract }).find(
    each => each.environment === environment,
  );
  if (!profile) {
    return {
      kind: 'unknown',
      what: `${service} does not run in ${environment}`,
    };
  }
  const image = imageOf(images, profile);
  return {
    kind: 'known',
    subjects: [
      { service, environment, ends: ends(intent), ...(image && { image }) },
    ],
  };
}

const ENDING: readonly (WorkloadType | undefined)[] = [
  'scheduled-task',
  'migration-job',
  'batch-compute',
];

function ends(intent: ServiceIntent | undefined): boolean {
  return ENDING.includes(intent?.spec.workloadType);
}

/** Of all images of a workload that of the main container, and while two are there the one that Git asks for. */
function imageOf(
  images: string[],
  profile: DeliveryProfile,
): string | undefined {
  const repository = repositoryOfImage(profile.image);
  const keys = images
    .filter(image => repositoryOfImage(image) === repository)
    .map(imageKey);
  const wanted = imageKey(profile.image);
  return keys.includes(wanted) ? wanted : keys[0];
}
