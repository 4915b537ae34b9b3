import { OnlyInCluster } from '../celError';
import type { FunctionTable } from '../language/functions';

export const AUTHORIZER = 'kubernetes.authorization.Authorizer';
export const RESOURCE_CHECK = 'kubernetes.authorization.ResourceCheck';
const PATH_CHECK = 'kubernetes.authorization.PathCheck';
const GROUP_CHECK = 'kubernetes.authorization.GroupCheck';
const DECISION = 'kubernetes.authorization.Decision';

/** What a policy asks the API server of the person; here nobody is asking, so it is checked but never answered. */
export const ASKS_PERMISSION =
  'it asks the API server what the person may do (authorizer), which only a cluster knows';

/** The methods of `authorizer`. */
export function registerAuthorization(functions: FunctionTable): void {
  const ask = () => {
    throw new OnlyInCluster(ASKS_PERMISSION);
  };
  for (const signature of [
    `${AUTHORIZER}.path(string): ${PATH_CHECK}`,
    `${AUTHORIZER}.group(string): ${GROUP_CHECK}`,
    `${AUTHORIZER}.serviceAccount(string, string): ${AUTHORIZER}`,
    `${GROUP_CHECK}.resource(string): ${RESOURCE_CHECK}`,
    `${RESOURCE_CHECK}.subresource(string): ${RESOURCE_CHECK}`,
    `${RESOURCE_CHECK}.namespace(string): ${RESOURCE_CHECK}`,
    `${RESOURCE_CHECK}.name(string): ${RESOURCE_CHECK}`,
    `${RESOURCE_CHECK}.fieldSelector(string): ${RESOURCE_CHECK}`,
    `${RESOURCE_CHECK}.labelSelector(string): ${RESOURCE_CHECK}`,
    `${PATH_CHECK}.check(string): ${DECISION}`,
    `${RESOURCE_CHECK}.check(string): ${DECISION}`,
    `${DECISION}.errored(): bool`,
    `${DECISION}.error(): string`,
    `${DECISION}.allowed(): bool`,
    `${DECISION}.reason(): string`,
  ]) {
    functions.add(signature, ask);
  }
}
