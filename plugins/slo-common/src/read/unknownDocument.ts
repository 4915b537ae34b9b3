import type { Problem } from '@fairway/plugin-golden-path-common';
import { isMapping, textOf } from './fields';
import { itemsOf } from './itemsOf';
import type { YamlDocument } from './types';

/** What documents of objectives say they are, for people. */
const KNOWN =
  'apiVersion: openslo/v1 or openslo/v1alpha (OpenSLO), version: prometheus/v1 or apiVersion: sloth.slok.dev/v1 (Sloth), apiVersion: pyrra.dev/v1alpha1 (Pyrra), apiVersion: fairway.dev/v1alpha1 with kind: ServiceIntent';

/** The kinds that belong to a version that is known. */
const KINDS: Record<string, string> = {
  'openslo/v1':
    'SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition or AlertNotificationTarget',
  'openslo/v1alpha': 'SLO or Service',
  'sloth.slok.dev/v1': 'PrometheusServiceLevel',
  'pyrra.dev/v1alpha1': 'ServiceLevelObjective',
  'fairway.dev/v1alpha1': 'ServiceIntent',
};

/** Whose versions start like this are about objectives, also when we do not know the version. */
const FAMILIES = /^(?:openslo(?:\.com)?|sloth\.slok\.dev|pyrra\.dev)\//;

/** Whether a document means to state objectives, or a list of such, be it in a version that is not known. @public */
export function isAboutObjectives(document: YamlDocument): boolean {
  return itemsOf(document).some(({ value }) => {
    const apiVersion = textOf(value, 'apiVersion');
    return apiVersion === undefined
      ? textOf(value, 'version')?.startsWith('prometheus/') === true
      : FAMILIES.test(apiVersion);
  });
}

/** What is wrong with a document that no format knows. */
export function unknownDocument(document: YamlDocument): Problem {
  const { file, value, lineOf } = document;
  const at = (pointer: string, problem: Omit<Problem, 'at'>): Problem => {
    const line = lineOf(pointer);
    return {
      file,
      ...(line !== undefined && { line }),
      at: pointer,
      ...problem,
    };
  };
  if (!isMapping(value)) {
    return at('', {
      message: 'the document is no mapping, so it states no objective',
      remedy: `Write a document with one of ${KNOWN}`,
    });
  }
  const apiVersion = textOf(value, 'apiVersion');
  const version = textOf(value, 'version');
  const kinds =
    apiVersion && Object.hasOwn(KINDS, apiVersion) && KINDS[apiVersion];
  if (kinds) {
    const kind = textOf(value, 'kind');
    return at('/kind', {
      message:
        kind === undefined
          ? 'missing field "kind"'
          : `unknown kind ${JSON.stringify(kind)} of ${apiVersion}`,
      expected: kinds,
      ...(kind !== undefined && { found: kind }),
      remedy: `Write ${kinds}`,
    });
  }
  const [pointer, found] =
    apiVersion === undefined && version !== undefined
      ? ['/version', version]
      : ['/apiVersion', apiVersion];
  return at(pointer, {
    message:
      found === undefined
        ? 'the document says no version that is known: "apiVersion" and "version" are missing'
        : `unknown version ${JSON.stringify(found)}`,
    ...(found !== undefined && { found }),
    remedy: `Write one of those that are known: ${KNOWN}`,
  });
}
