import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ScmIntegrations,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { GitHost } from './GitHost';
import { GiteaForge } from './gitea/GiteaForge';
import { GitHubForge } from './github/GitHubForge';
import { GitLabForge } from './gitlab/GitLabForge';
import type { GitHostSettings } from './gitHostSchema';
import { LocalGitHost } from './local/LocalGitHost';
import type { Forge } from './remote/Forge';
import { RemoteGitHost } from './remote/RemoteGitHost';

/** @public */
export interface CreateGitHostOptions {
  settings: GitHostSettings;
  /** Absolute path of a folder that settings name. */
  resolve(folder: string): string;
  /** For the credentials in `integrations`. */
  rootConfig: Config;
  /** Where the local host keeps its requests. */
  database: Pick<DatabaseService, 'getClient' | 'migrations'>;
  logger: LoggerService;
  /** Page of a request, for hosts without pages. */
  urlOf(id: string): string;
}

type CreateForge = (options: {
  url: string;
  baseBranch: string;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
}) => Forge;

/** One line for each kind of remote host. */
const forges: Record<Exclude<GitHostSettings['type'], 'local'>, CreateForge> = {
  gitea: GiteaForge.create,
  github: GitHubForge.create,
  gitlab: GitLabForge.create,
};

/**
 * The Git host that the configuration names.
 * @throws InputError when the configuration of that host is not complete.
 * @public
 */
export async function createGitHost(
  options: CreateGitHostOptions,
): Promise<GitHost> {
  const { settings, logger, resolve } = options;
  const { type } = settings;
  if (type === 'local') {
    return LocalGitHost.create({
      ...options,
      directory: resolve(
        settings.local?.directory ?? '.fairway/git/gitops.git',
      ),
    });
  }
  const remote = settings[type];
  if (!remote) {
    throw new InputError(
      `fairway.gitHost.${type} is missing; name the url of the repository there.`,
    );
  }
  const { url, branch, directory, accounts, approvals } = remote;
  return RemoteGitHost.create({
    forge: forges[type]({
      url,
      baseBranch: branch,
      integrations: ScmIntegrations.fromConfig(options.rootConfig),
      logger,
    }),
    url,
    baseBranch: branch,
    directory: resolve(directory ?? `.fairway/git/${type}-mirror.git`),
    logger,
    ...(accounts && { accounts }),
    ...(approvals !== undefined && { approvals }),
  });
}
