import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  isDraftPath,
  type AuthoringAnswer,
  type AuthoringTemplate,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import {
  fingerprintOf,
  listFolder,
  readFolderFile,
  type FolderFile,
} from './folderFiles';
import { Looks } from './Looks';
import { templateSummary } from './templateSummary';

/** Each test of a template may expect some dozens of files. */
const MAX_FILES = 10_000;
/** Largest template that is sent with all its tests. */
const MAX_TEMPLATE_BYTES = 8 * 1024 * 1024;

const TEMPLATE = /^([^/]+)\/template\.yaml$/;
const TEST = /^([^/]+)\/tests\/([^/]+)\//;

interface Options {
  /** The folder that is configured; `templates` in or beside the contract's when left out. */
  directory?: string;
  contractPath: string;
  logger: LoggerService;
  clock: Clock;
}

/** The templates that are out. */
interface Known {
  directory?: string;
  files: FolderFile[];
  /** Hash of all texts. */
  fingerprint: string;
  templates: AuthoringAnswer['templates'];
}

/** The templates of the golden path with their tests, from a folder. Files are read again when they change. */
export class TemplatesService {
  static create(options: Options): TemplatesService {
    return new TemplatesService(options);
  }

  readonly #options: Options;
  readonly #looks: Looks;
  #seen?: string;
  #known?: Known;
  #problem?: string;

  private constructor(options: Options) {
    this.#options = options;
    this.#looks = Looks.create({
      clock: options.clock,
      look: () => this.#read(),
    });
  }

  /**
   * What is out, without the texts.
   * @throws ServiceUnavailableError when the folder cannot be read.
   */
  async current(): Promise<Pick<Known, 'fingerprint' | 'templates'>> {
    return this.#current();
  }

  /**
   * A template with its tests; paths begin with `templates/<name>/`.
   * @throws NotFoundError
   */
  async template(name: string): Promise<AuthoringTemplate> {
    const { directory, files, templates } = await this.#current();
    if (
      directory === undefined ||
      !templates.some(each => each.name === name)
    ) {
      throw new NotFoundError(
        `There is no template ${name}; it may be part of a draft only.`,
      );
    }
    const own = files.filter(file => file.path.startsWith(`${name}/`));
    if (own.reduce((sum, { size }) => sum + size, 0) > MAX_TEMPLATE_BYTES) {
      throw new ConflictError(
        `The template ${name} and its tests are larger than ${MAX_TEMPLATE_BYTES} bytes; have tests expect what they are about (expected.yaml) instead of everything.`,
      );
    }
    const texts: AuthoringTemplate['files'] = {};
    for (const { path: file } of own) {
      texts[`templates/${file}`] = await readFolderFile({
        directory,
        path: file,
      });
    }
    return { name, files: texts };
  }

  async #current(): Promise<Known> {
    await this.#looks.take();
    if (!this.#known || this.#problem !== undefined) {
      throw new ServiceUnavailableError(
        `The folder of the templates cannot be read; mend it, or what fairway.templates.path says: ${
          this.#problem
        }`,
      );
    }
    return this.#known;
  }

  async #read(): Promise<void> {
    try {
      const directory = this.#directory();
      const files =
        directory === undefined
          ? []
          : await listFolder({
              directory,
              isWanted: file => isDraftPath(`templates/${file}`),
              maxFiles: MAX_FILES,
            });
      const seen = `${directory}\n${fingerprintOf(files)}`;
      if (seen !== this.#seen) {
        this.#known = await readTemplates({ directory, files });
        this.#seen = seen;
      }
      this.#problem = undefined;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== this.#problem) {
        this.#options.logger.error(
          `The folder of the templates cannot be read: ${problem}`,
        );
      }
      this.#problem = problem;
    }
  }

  #directory(): string | undefined {
    const { directory, contractPath } = this.#options;
    return (
      directory ??
      ['templates', '../templates']
        .map(folder => path.resolve(contractPath, folder))
        .find(folder => existsSync(folder))
    );
  }
}

/** One file after the other: all of them are read, and only summaries are kept. */
async function readTemplates(options: {
  directory?: string;
  files: FolderFile[];
}): Promise<Known> {
  const { directory, files } = options;
  const hash = createHash('sha256');
  const templates: AuthoringAnswer['templates'] = [];
  if (directory !== undefined) {
    for (const file of files) {
      const text = await readFolderFile({ directory, path: file.path });
      hash.update(JSON.stringify([file.path, text]));
      const name = TEMPLATE.exec(file.path)?.[1];
      if (name !== undefined) {
        const tests = testsOf(name, files);
        templates.push({ name, ...templateSummary({ name, text }), tests });
      }
    }
  }
  return { directory, files, fingerprint: hash.digest('hex'), templates };
}

function testsOf(template: string, files: FolderFile[]): string[] {
  const names = files.flatMap(file => {
    const [, of, test] = TEST.exec(file.path) ?? [];
    return of === template ? [test] : [];
  });
  return [...new Set(names)].sort();
}
