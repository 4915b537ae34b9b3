import { textOf } from '../fields';
import type { YamlDocument } from '../types';
import { ObjectsOf } from './objectsOf';
import {
  alertCondition,
  alertNotificationTarget,
  alertPolicy,
} from './schema/alerts';
import { VERSION } from './schema/common';
import { dataSource, sli } from './schema/indicator';
import { service, slo } from './schema/slo';
import type { Findings } from './tell';

/** All objects of some documents. */
export type OpenSloObjects = ReturnType<typeof noObjects>;

function noObjects() {
  return {
    SLO: new ObjectsOf('SLO', slo),
    SLI: new ObjectsOf('SLI', sli),
    Service: new ObjectsOf('Service', service),
    DataSource: new ObjectsOf('DataSource', dataSource),
    AlertPolicy: new ObjectsOf('AlertPolicy', alertPolicy),
    AlertCondition: new ObjectsOf('AlertCondition', alertCondition),
    AlertNotificationTarget: new ObjectsOf(
      'AlertNotificationTarget',
      alertNotificationTarget,
    ),
  };
}

/** Whether it is a document of OpenSLO v1, and of a kind that is known. */
export function isOfV1({ value }: YamlDocument): boolean {
  return (
    textOf(value, 'apiVersion') === VERSION &&
    isKind(textOf(value, 'kind'), noObjects())
  );
}

function isKind(
  kind: string | undefined,
  objects: OpenSloObjects,
): kind is keyof OpenSloObjects {
  return kind !== undefined && Object.hasOwn(objects, kind);
}

/** Reads documents of OpenSLO v1, whatever kind each is. */
export function readObjects(
  documents: readonly YamlDocument[],
  findings: Findings,
): OpenSloObjects {
  const objects = noObjects();
  for (const document of documents) {
    const kind = textOf(document.value, 'kind');
    if (isKind(kind, objects)) {
      objects[kind].read(document, findings);
    }
  }
  return objects;
}
