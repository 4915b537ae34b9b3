import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  formatProblem,
  parseIntent,
  parseResourceDeclaration,
  type ServiceIntent,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import { resourceOfPath, serviceOfIntentPath } from './layout';

/** Intents and resources by name, as files of a commit state them. */
export interface Documents {
  intents: Map<string, ServiceIntent>;
  /** What is wrong with intents that cannot be read, a line for each problem. */
  unreadable: Map<string, readonly string[]>;
  /** What those said when they last could be read; filled in by who knows the history. */
  lastReadable: Map<string, ServiceIntent>;
  resources: Map<string, SharedResource>;
}

/** Whether a file of the repository states an intent or a resource. */
export function isDocument(path: string): boolean {
  return (serviceOfIntentPath(path) ?? resourceOfPath(path)) !== undefined;
}

/**
 * Puts one file into the documents, or takes it out when it is gone. A file that cannot be read is logged and left
 * out: one broken push may not take the others down.
 */
export function takeDocument(options: {
  path: string;
  text: string | undefined;
  documents: Documents;
  logger: LoggerService;
}): void {
  const { path, text, documents, logger } = options;
  const { intents, lastReadable, resources, unreadable } = documents;
  const service = serviceOfIntentPath(path);
  const resource = resourceOfPath(path);
  if (service) {
    intents.delete(service);
    unreadable.delete(service);
    lastReadable.delete(service);
  } else if (resource) {
    resources.delete(resource);
  }
  if (text === undefined) {
    return;
  }
  const parsed = service
    ? parseIntent(text, { file: path })
    : parseResourceDeclaration(text, { file: path });
  const leaveOut = (problems: string[]) => {
    logger.error(
      `A document in the GitOps repository is left out: ${problems.join('; ')}`,
    );
    if (service) {
      unreadable.set(service, problems);
    }
  };
  if (!parsed.ok) {
    leaveOut(parsed.problems.map(formatProblem));
    return;
  }
  const { value } = parsed;
  const name = 'metadata' in value ? value.metadata.name : value.name;
  if (name !== (service ?? resource)) {
    leaveOut([`${path}: it names ${name}; rename the file or what it names`]);
    return;
  }
  if ('metadata' in value) {
    intents.set(name, value);
  } else {
    resources.set(name, value);
  }
}
