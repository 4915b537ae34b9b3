import type { StatusReader } from '../collect/types';

/** How the plugin is, for probes. */
export interface Health {
  status: 'ok' | 'unavailable';
  /** How the sources of indicators are, by id; what fails there is a state of objectives and not of the plugin. */
  sources: { id: string; failing: boolean }[];
}

/** Whether the plugin can answer. */
export class Readiness {
  static create(options: { status: StatusReader }): Readiness {
    return new Readiness(options.status);
  }

  readonly #status: StatusReader;

  private constructor(status: StatusReader) {
    this.#status = status;
  }

  async health(): Promise<Health> {
    try {
      const sources = await this.#status.sources();
      return {
        status: 'ok',
        sources: sources.map(({ id, failing }) => ({
          id,
          failing: failing !== undefined,
        })),
      };
    } catch {
      return { status: 'unavailable', sources: [] };
    }
  }
}
