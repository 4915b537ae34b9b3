import { isDeepStrictEqual } from 'node:util';
import type { GitHost } from '@fairway/connectors';
import {
  imageIn,
  parseIntent,
  withImage,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { StoredChangeRequest } from '../store/ChangeRequestStore';
import { intentPath } from './layout';

/**
 * What an open request asks for, with the image that another request has put into one environment meanwhile: the two
 * change the same file, and not the same thing. Undefined where they do, or where that cannot be told.
 */
export async function withImageOf(options: {
  host: Pick<GitHost, 'readFiles'>;
  waiting: StoredChangeRequest;
  merged: StoredChangeRequest;
}): Promise<ServiceIntent | undefined> {
  const { host, waiting, merged } = options;
  const { flow } = waiting.snapshot;
  const { kind, subject: environment } = merged.snapshot;
  if (
    !environment ||
    (kind !== 'rollback' && kind !== 'promote') ||
    flow ||
    waiting.services.length > 1
  ) {
    return undefined;
  }
  const path = intentPath(merged.service);
  const read = async (commit: string) => {
    const texts = await host.readFiles({ commit, paths: [path] });
    const parsed = parseIntent(texts.get(path) ?? '', { file: path });
    return parsed.ok ? parsed.value : undefined;
  };
  const [then, asked, before] = await Promise.all(
    [waiting.baseCommit, waiting.commit, merged.baseCommit].map(read),
  );
  return then &&
    asked &&
    // What others have merged between the two is not to be taken back.
    isDeepStrictEqual(then, before) &&
    imageIn(then, environment) === imageIn(asked, environment)
    ? withImage({
        intent: asked,
        environment,
        image: imageIn(merged.snapshot.evidence.intent, environment),
      })
    : undefined;
}
