import type { GitHost } from '@fairway/connectors';
import {
  parseIntent,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { intentPath } from './layout';

/** Who breaks a file mends it soon; what is further back than this many changes is not what runs. */
const MAX_CHANGES = 50;

/** The newest text of a service's intent that could be read, up to a commit; undefined when there was none. */
export async function lastReadable(options: {
  service: string;
  commit: string;
  host: Pick<GitHost, 'changesOf' | 'readFiles'>;
}): Promise<ServiceIntent | undefined> {
  const { service, commit, host } = options;
  const path = intentPath(service);
  const changes = await host.changesOf({
    commit,
    folder: path,
    limit: MAX_CHANGES,
  });
  for (const change of changes) {
    const text = (await host.readFiles({ commit: change, paths: [path] })).get(
      path,
    );
    if (text === undefined) {
      // It was gone then, so whatever was before is not what runs.
      return undefined;
    }
    const parsed = parseIntent(text, { file: path });
    if (parsed.ok && parsed.value.metadata.name === service) {
      return parsed.value;
    }
  }
  return undefined;
}
