import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  DEFAULT_SHARE,
  isActive,
  type DemoFault,
  type NewDemoFault,
} from '@fairway/demo-estate';
import type { FaultRegistry } from './faultRegistry';
import type { FaultStore } from './FaultStore';

const MINUTE = 60_000;
/** What ended longer ago shows in no window any more. */
const KEPT_MS = 40 * 24 * 60 * MINUTE;
const MOST_AT_ONCE = 50;

/** Switches faults of the demo estate on and off. */
export class FaultService {
  static create(options: {
    store: FaultStore;
    registry: FaultRegistry;
    services: ReadonlySet<string>;
    clock: () => number;
  }): FaultService {
    return new FaultService(options);
  }

  private constructor(
    private readonly options: {
      store: FaultStore;
      registry: FaultRegistry;
      services: ReadonlySet<string>;
      clock: () => number;
    },
  ) {}

  /** Those that are on, and those of the last weeks. */
  async list(): Promise<{ faults: (DemoFault & { active: boolean })[] }> {
    const now = this.options.clock();
    const faults = await this.refresh();
    return {
      faults: faults.map(fault => ({ ...fault, active: isActive(fault, now) })),
    };
  }

  /** @throws InputError for a service that the estate does not have; ConflictError when too many are on */
  async begin(wish: NewDemoFault): Promise<DemoFault> {
    const { store, services, clock } = this.options;
    const now = clock();
    if (wish.service !== undefined && !services.has(wish.service)) {
      throw new InputError(
        `body: service: the demo estate has no service "${wish.service}"; the catalog lists those there are`,
      );
    }
    const active = (await store.list()).filter(fault => isActive(fault, now));
    if (active.length >= MOST_AT_ONCE) {
      throw new ConflictError(
        `${MOST_AT_ONCE} faults are on already; switch some off first`,
      );
    }
    const fault: DemoFault = {
      id: randomUUID(),
      kind: wish.kind,
      ...(wish.kind !== 'source-down' && { service: wish.service }),
      share: wish.share ?? DEFAULT_SHARE,
      from: now,
      ...(wish.minutes !== undefined && { to: now + wish.minutes * MINUTE }),
    };
    await store.add(fault);
    await this.refresh();
    return fault;
  }

  /** @throws NotFoundError when there is none of this id that is on */
  async end(id: string): Promise<void> {
    const { store, clock } = this.options;
    if (!(await store.end(id, clock()))) {
      throw new NotFoundError(
        `No fault with the id ${id} is on; list them to see which are`,
      );
    }
    await this.refresh();
  }

  /** Makes this process show what the database says, also what another replica switched. */
  async refresh(): Promise<DemoFault[]> {
    const { store, registry, clock } = this.options;
    await store.forgetBefore(clock() - KEPT_MS);
    const faults = await store.list();
    registry.replace(faults);
    return faults;
  }
}
