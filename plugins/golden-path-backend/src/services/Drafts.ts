import { randomUUID } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  AuthoringDraft,
  AuthoringDraftSummary,
  SaveAuthoringDraft,
} from '@fairway/plugin-golden-path-common';
import { audited, type Clock, isoNow } from '@fairway/backend-kit';
import type { Person } from '../permissions/Access';
import type { DraftStore } from '../store/DraftStore';

const MAX_DRAFTS = 100;

interface Options {
  auditor: AuditorService;
  clock: Clock;
  store: DraftStore;
}

/** Drafts of the contract and its templates: all authors share them, and nobody overwrites what they have not read. */
export class Drafts {
  static create(options: Options): Drafts {
    return new Drafts(options);
  }

  readonly #auditor: AuditorService;
  readonly #clock: Clock;
  readonly #store: DraftStore;

  private constructor(options: Options) {
    this.#auditor = options.auditor;
    this.#clock = options.clock;
    this.#store = options.store;
  }

  /** Newest first. */
  list(): Promise<AuthoringDraftSummary[]> {
    return this.#store.list();
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<AuthoringDraft> {
    const draft = await this.#store.get(id);
    if (!draft) {
      throw new NotFoundError(
        `There is no draft ${id}; another author may have deleted it.`,
      );
    }
    return draft;
  }

  /** @throws ConflictError when there are too many. */
  async create(
    person: Person,
    content: SaveAuthoringDraft,
  ): Promise<AuthoringDraft> {
    return audited(
      {
        auditor: this.#auditor,
        eventId: 'contract-draft-create',
        caller: person,
        meta: { title: content.title },
        describe: draft => ({ draft: draft.id }),
      },
      async () => {
        const draft = this.#draft(person, {
          ...content,
          id: randomUUID(),
          revision: 1,
        });
        if (!(await this.#store.add(draft, { limit: MAX_DRAFTS }))) {
          throw new ConflictError(
            `There are ${MAX_DRAFTS} drafts, and no room for another; delete one that nobody works on.`,
          );
        }
        return draft;
      },
    );
  }

  /** @throws ConflictError when it was saved since the person read it; NotFoundError when it is gone. */
  async save(
    person: Person,
    id: string,
    content: SaveAuthoringDraft & { revision: number },
  ): Promise<AuthoringDraft> {
    return audited(
      {
        auditor: this.#auditor,
        eventId: 'contract-draft-save',
        caller: person,
        meta: { draft: id, title: content.title },
        describe: draft => ({ revision: draft.revision }),
      },
      async () => {
        const draft = this.#draft(person, {
          ...content,
          id,
          revision: content.revision + 1,
        });
        if (!(await this.#store.replace(draft))) {
          const { changedBy, changedAt } = await this.get(id);
          throw new ConflictError(
            `${changedBy} saved this draft at ${changedAt}, after you read it, and nothing of yours was written; read it again, put in your changes and save.`,
          );
        }
        return draft;
      },
    );
  }

  /** @throws NotFoundError */
  async delete(person: Person, id: string): Promise<void> {
    await audited(
      {
        auditor: this.#auditor,
        eventId: 'contract-draft-delete',
        caller: person,
        meta: { draft: id },
        describe: title => ({ title }),
      },
      async () => {
        const { title } = await this.get(id);
        await this.#store.delete(id);
        return title;
      },
    );
  }

  #draft(
    person: Person,
    content: SaveAuthoringDraft & { id: string; revision: number },
  ): AuthoringDraft {
    const { id, title, changes, basedOn, revision } = content;
    return {
      id,
      title,
      paths: Object.keys(changes).sort(),
      changedBy: person.userRef,
      changedAt: isoNow(this.#clock),
      changes,
      basedOn,
      revision,
    };
  }
}
