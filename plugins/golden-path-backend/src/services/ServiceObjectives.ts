import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import {
  objectivesIntoIntent,
  readSloDocuments,
} from '@fairway/plugin-slo-common';
import { BadCallError } from '@fairway/backend-kit';
import { NoSuchServiceError } from '../errors';
import type { Person } from '../permissions/Access';
import type { ChangeRequests } from './ChangeRequests';
import type { DesiredStateService } from './DesiredStateService';
import { readIntent } from './readIntent';
import type { RequestRecords } from './RequestRecords';

/** How problems name the text of the call. */
const FILE = 'objective.yaml';

type Opening = ReturnType<ChangeRequests['open']>;

/** How a request is opened. */
interface Manner {
  message?: string;
  /** Keeps it open though nobody has to agree. */
  hold?: boolean;
}

interface ServiceObjectivesOptions {
  changeRequests: Pick<ChangeRequests, 'open'>;
  desiredState: DesiredStateService;
  records: Pick<RequestRecords, 'openRequestOf'>;
}

/** Objectives of a merged service, changed by change requests on its intent. */
export class ServiceObjectives {
  static create(options: ServiceObjectivesOptions): ServiceObjectives {
    return new ServiceObjectives(options);
  }

  private constructor(private readonly options: ServiceObjectivesOptions) {}

  /**
   * Opens or updates the request that makes the service promise what these OpenSLO documents say.
   * @throws NoSuchServiceError; BadCallError with every problem of the documents
   */
  async propose(
    person: Person,
    service: string,
    wish: {
      text: string;
      /** The derived document that the author began with. */
      base?: string;
    } & Manner,
  ): Opening {
    const { text, base, ...manner } = wish;
    const read = readSloDocuments({ files: [{ file: FILE, text }] });
    if (read.problems.length > 0 || read.definitions.length === 0) {
      throw new BadCallError(
        read.problems.length > 0
          ? read.problems
          : [
              {
                file: FILE,
                line: 1,
                at: '',
                message: 'there is no objective in it',
                remedy: 'Write an OpenSLO document of the kind SLO',
              },
            ],
      );
    }
    const intent = await this.#intentOf(service);
    const into = objectivesIntoIntent({
      text,
      file: FILE,
      intent,
      derived: await this.#derivedOf(service),
      base,
    });
    if (!into.ok) {
      throw new BadCallError(into.problems);
    }
    return this.#open(person, { intent, slo: into.slo, ...manner });
  }

  /**
   * Opens or updates the request that ends an objective over the service's own counters.
   * @throws NoSuchServiceError; BadCallError when the intent has no such objective
   */
  async remove(
    person: Person,
    service: string,
    wish: { objective: string } & Manner,
  ): Opening {
    const { objective, ...manner } = wish;
    const intent = await this.#intentOf(service);
    const { objectives = [], ...slo } = intent.spec.slo ?? {};
    const left = objectives.filter(({ name }) => name !== objective);
    if (left.length === objectives.length) {
      throw new BadCallError([
        {
          file: 'path',
          at: '/objective',
          message: `the intent of ${service} has no objective "${objective}" of its own`,
          remedy:
            objectives.length > 0
              ? `Name one of ${objectives.map(({ name }) => name).join(', ')}`
              : 'What follows from other fields of the intent changes with them, in the form',
        },
      ]);
    }
    return this.#open(person, {
      intent,
      slo: { ...slo, ...(left.length > 0 && { objectives: left }) },
      ...manner,
    });
  }

  /** What is proposed already stays proposed; the merged intent where nothing is. */
  async #intentOf(service: string): Promise<ServiceIntent> {
    const { desiredState, records } = this.options;
    const { intents } = await desiredState.head();
    const merged = intents.get(service);
    if (!merged) {
      throw new NoSuchServiceError(
        `No service ${service} is merged, so nothing can be promised for it; propose the service first.`,
      );
    }
    const open = await records.openRequestOf(service);
    const proposed = open?.snapshot.evidence.intent;
    return proposed?.metadata.name === service ? proposed : merged;
  }

  async #derivedOf(service: string): Promise<string> {
    const compiled = await this.options.desiredState.compiled(service);
    const document = compiled?.documents.find(({ path }) =>
      path.endsWith('/slo.yaml'),
    );
    return document?.text ?? '';
  }

  #open(
    person: Person,
    options: {
      intent: ServiceIntent;
      slo: ServiceIntent['spec']['slo'];
    } & Manner,
  ): Opening {
    const { intent, slo, ...manner } = options;
    return this.options.changeRequests.open(person, {
      intent: readIntent({
        intent: { ...intent, spec: { ...intent.spec, slo } },
      }).intent,
      ...manner,
    });
  }
}
