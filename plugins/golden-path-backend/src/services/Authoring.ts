import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import type {
  AuthoringAnswer,
  AuthoringService,
  AuthoringTemplate,
} from '@fairway/plugin-golden-path-common';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';
import type { Drafts } from './Drafts';
import { intentPath } from './layout';
import type { TemplatesService } from './TemplatesService';

/** Tests of policies are run on the command line, and make nothing of a contract. */
const POLICY_TESTS = 'policies/tests/';

interface Options {
  contract: ContractService;
  desiredState: DesiredStateService;
  drafts: Drafts;
  host: GitHost;
  templates: TemplatesService;
}

/** What authors of the contract begin from: the files that are out, the drafts, and services to try them on. */
export class Authoring {
  static create(options: Options): Authoring {
    return new Authoring(options);
  }

  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Compiles nothing. @throws ServiceUnavailableError without a contract, or when templates cannot be read. */
  async overview(): Promise<AuthoringAnswer> {
    const { contract, templates, drafts } = this.#options;
    const [out, known, list] = await Promise.all([
      contract.current(),
      templates.current(),
      drafts.list(),
    ]);
    const files = Object.entries(out.files).flatMap(([path, text]) =>
      path.startsWith(POLICY_TESTS) ? [] : [[`contract/${path}`, text]],
    );
    return {
      fingerprint: createHash('sha256')
        .update(JSON.stringify([files, known.fingerprint]))
        .digest('hex'),
      contractVersion: out.contract.metadata.version,
      contract: Object.fromEntries(files),
      templates: known.templates,
      drafts: list,
    };
  }

  /** @throws NotFoundError */
  template(name: string): Promise<AuthoringTemplate> {
    return this.#options.templates.template(name);
  }

  /** A merged service as its owners state it. @throws NotFoundError */
  async service(name: string): Promise<AuthoringService> {
    const { desiredState, host } = this.#options;
    const { commit, intents } = await desiredState.head();
    const intent = intents.get(name);
    const path = intentPath(name);
    const text = intent
      ? (await host.readFiles({ commit, paths: [path] })).get(path)
      : undefined;
    if (!intent || text === undefined) {
      throw new NotFoundError(
        `No service ${name} is merged; it may still be in an open change request.`,
      );
    }
    return { name, intent, text };
  }
}
