import { randomUUID } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  audited,
  BadCallError,
  isoNow,
  nextCursorOf,
  offsetOf,
  type Clock,
  type Person,
} from '@fairway/backend-kit';
import type {
  DocumentsAnswer,
  NewDocument,
  Ownership,
  SloDocumentSummary,
} from '@fairway/plugin-slo-common';
import type { Ownerships } from '../documents/Ownerships';
import { readBundle } from '../documents/readBundle';
import { componentRef } from '../documents/speaking';
import type { OriginKind, ReadBundle } from '../documents/types';
import type { DocumentStore } from '../store/DocumentStore';
import type { ObjectiveStore } from '../store/ObjectiveStore';
import type { OriginStore } from '../store/OriginStore';

interface DocumentsOptions {
  auditor: AuditorService;
  clock: Clock;
  documents: DocumentStore;
  objectives: ObjectiveStore;
  origins: OriginStore;
  ownerships: Ownerships;
  limits: { documentBytes: number };
  /** Told when other objectives stand than before. */
  onChange(): void;
}

/** Documents with objectives, and the uploads among them, which people bring and take away. */
export class Documents {
  static create(options: DocumentsOptions): Documents {
    return new Documents(options);
  }

  readonly #options: DocumentsOptions;

  private constructor(options: DocumentsOptions) {
    this.#options = options;
  }

  async list(query: {
    origin?: OriginKind;
    unreadable?: boolean;
    search?: string;
    limit: number;
    cursor?: string;
  }): Promise<DocumentsAnswer> {
    const { documents, origins } = this.#options;
    const { origin, unreadable, search, limit, cursor } = query;
    const offset = offsetOf(cursor);
    const [{ items, total }, failing] = await Promise.all([
      documents.list({
        kind: origin,
        broken: unreadable,
        search,
        limit,
        offset,
      }),
      origins.failing(),
    ]);
    const nextCursor = nextCursorOf({ offset, count: items.length, total });
    return { items, total, nextCursor, origins: failing };
  }

  /** With its text. @throws NotFoundError */
  async get(id: string): Promise<SloDocumentSummary & { text: string }> {
    const document = await this.#options.documents.get(id);
    if (!document) {
      throw new NotFoundError(
        `There is no document ${id}; GET /documents lists what there is.`,
      );
    }
    return document;
  }

  /**
   * Takes a document in. It has to be right in everything, and the person has to own every service in it.
   * @throws InputError with every problem, NotAllowedError, ConflictError
   */
  async upload(
    person: Person,
    { file, text }: NewDocument,
  ): Promise<SloDocumentSummary> {
    const { auditor, clock, documents, limits, onChange } = this.#options;
    if (Buffer.byteLength(text) > limits.documentBytes) {
      throw new InputError(
        `body: /text: expected at most ${limits.documentBytes} bytes; split the document, or have fairway.slo.limits.documentBytes raised`,
      );
    }
    const id = randomUUID();
    const readAt = isoNow(clock);
    const by = person.userRef;
    const bundle = readBundle({
      kind: 'upload',
      bundle: id,
      documents: [
        { file, text, origin: { kind: 'upload', id, by, at: readAt } },
      ],
    });
    const services = requireWhole(bundle);
    return audited(
      {
        auditor,
        eventId: 'document-upload',
        caller: person,
        meta: { document: id, file, services },
      },
      async () => {
        const ownerships = await this.#requireOwner(person, services);
        await this.#requireNew(bundle);
        await documents.replace({ bundles: [bundle], ownerships, readAt });
        onChange();
        const { text: _text, ...summary } = await this.get(id);
        return summary;
      },
    );
  }

  /** @throws NotFoundError, InputError for what is no upload, NotAllowedError */
  async remove(person: Person, id: string): Promise<void> {
    const { auditor, documents, onChange } = this.#options;
    const { origin, file } = await this.get(id);
    if (origin.kind !== 'upload') {
      throw new InputError(
        `${file} was not uploaded, so it cannot be removed here; change it where it is written`,
      );
    }
    const services = await documents.servicesOf(id);
    await audited(
      {
        auditor,
        eventId: 'document-remove',
        caller: person,
        meta: { document: id, file, services },
      },
      async () => {
        if (origin.by !== person.userRef) {
          await this.#requireOwnerOfKnown(person, services);
        }
        await documents.remove('upload', [id]);
        onChange();
      },
    );
  }

  async #requireOwner(
    person: Person,
    services: readonly string[],
  ): Promise<Map<string, Ownership>> {
    const ownerships = await this.#ownershipsOf(services);
    for (const service of services) {
      const { entity, owner } = ownerships.get(componentRef(service)) ?? {};
      if (!entity) {
        throw new InputError(
          `body: /text: the catalog has no component ${service}; register it first, so that it is known who answers for it`,
        );
      }
      requireClaim(person, service, owner);
    }
    return ownerships;
  }

  /** What nobody owns any more is anybody's to tidy up who may remove uploads. */
  async #requireOwnerOfKnown(
    person: Person,
    services: readonly string[],
  ): Promise<void> {
    const ownerships = await this.#ownershipsOf(services);
    for (const service of services) {
      const { entity, owner } = ownerships.get(componentRef(service)) ?? {};
      if (entity) {
        requireClaim(person, service, owner);
      }
    }
  }

  #ownershipsOf(services: readonly string[]): Promise<Map<string, Ownership>> {
    return this.#options.ownerships.of(
      services.map(service => componentRef(service)),
    );
  }

  /** @throws ConflictError when an objective of the document is known already */
  async #requireNew(bundle: ReadBundle): Promise<void> {
    const ids = bundle.documents.flatMap(({ objectives }) =>
      objectives.map(each => each.id),
    );
    const known = await this.#options.objectives.getMany(ids);
    if (known.length > 0) {
      const names = known.map(({ objective }) => objective.id).join(', ');
      throw new ConflictError(
        `There is another document with ${names}; give them other names, or remove that one first`,
      );
    }
  }
}

/** The services of a document that is right in everything. @throws InputError */
function requireWhole({ documents }: ReadBundle): string[] {
  const problems = documents.flatMap(document => document.problems);
  if (problems.length > 0) {
    throw new BadCallError(problems);
  }
  const objectives = documents.flatMap(document => document.objectives);
  if (objectives.length === 0) {
    throw new InputError(
      'body: /text: expected at least one objective; OpenSLO, Sloth and Pyrra are read',
    );
  }
  return [...new Set(objectives.map(({ service }) => service))];
}

function requireClaim(
  person: Person,
  service: string,
  owner: string | undefined,
): void {
  if (owner === undefined || !person.claims.includes(owner)) {
    throw new NotAllowedError(
      `${service} is owned by ${
        owner ?? 'nobody'
      }, and only owners write down what it promises; ask them.`,
    );
  }
}
