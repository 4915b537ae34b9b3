import { createCelEnvironment } from '../cel';
import type { CelEnvironment } from '../cel';
import { AUTHORIZER, RESOURCE_CHECK } from '../cel/library/authorization';
import {
  BOOL,
  DYN,
  INT,
  listOf,
  mapOf,
  opaque,
  STRING,
  struct,
  TIMESTAMP,
  type CelType,
} from '../cel/language/types';

/** What expressions of a policy can name, with the types that the API server knows of it. */

const groupVersionKind = struct('kubernetes.GroupVersionKind', {
  group: STRING,
  version: STRING,
  kind: STRING,
});

const groupVersionResource = struct('kubernetes.GroupVersionResource', {
  group: STRING,
  version: STRING,
  resource: STRING,
});

const request = struct('kubernetes.AdmissionRequest', {
  kind: groupVersionKind,
  resource: groupVersionResource,
  subResource: STRING,
  requestKind: groupVersionKind,
  requestResource: groupVersionResource,
  requestSubResource: STRING,
  name: STRING,
  namespace: STRING,
  operation: STRING,
  userInfo: struct('kubernetes.UserInfo', {
    username: STRING,
    uid: STRING,
    groups: listOf(STRING),
    extra: mapOf(STRING, listOf(STRING)),
  }),
  dryRun: BOOL,
  options: DYN,
});

const namespaceObject = struct('kubernetes.Namespace', {
  metadata: struct('kubernetes.NamespaceMetadata', {
    name: STRING,
    generateName: STRING,
    namespace: STRING,
    labels: mapOf(STRING, STRING),
    annotations: mapOf(STRING, STRING),
    UID: STRING,
    creationTimestamp: TIMESTAMP,
    deletionGracePeriodSeconds: INT,
    deletionTimestamp: TIMESTAMP,
    generation: INT,
    resourceVersion: STRING,
    finalizers: listOf(STRING),
  }),
  spec: struct('kubernetes.NamespaceSpec', { finalizers: listOf(STRING) }),
  status: struct('kubernetes.NamespaceStatus', {
    conditions: listOf(
      struct('kubernetes.NamespaceCondition', {
        status: STRING,
        type: STRING,
        lastTransitionTime: TIMESTAMP,
        message: STRING,
        reason: STRING,
      }),
    ),
    phase: STRING,
  }),
});

/** The environments of one policy. */
export interface PolicyEnvironments {
  /** Of match conditions: variables are not yet there. */
  conditions: CelEnvironment;
  /** Of variables, validations and audit annotations. */
  validations: CelEnvironment;
  /** Of messages: they may not ask for permissions. */
  messages: CelEnvironment;
  /** Makes a variable known to what is compiled after it. */
  declare(name: string, type: CelType): void;
}

/** `params` are there only for a policy with a paramKind. */
export function policyEnvironments(options: {
  hasParams: boolean;
}): PolicyEnvironments {
  const fields = new Map<string, CelType>();
  const known = {
    object: DYN,
    oldObject: DYN,
    request,
    namespaceObject,
    ...(options.hasParams && { params: DYN }),
  };
  const authorizer = {
    authorizer: opaque(AUTHORIZER),
    'authorizer.requestResource': opaque(RESOURCE_CHECK),
  };
  const variables = { variables: struct('kubernetes.Variables', fields) };
  return {
    conditions: createCelEnvironment({ ...known, ...authorizer }),
    validations: createCelEnvironment({
      ...known,
      ...authorizer,
      ...variables,
    }),
    messages: createCelEnvironment({ ...known, ...variables }),
    declare: (name, type) => fields.set(name, type),
  };
}
