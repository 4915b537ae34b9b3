import { readYamlStream } from '../../yaml';
import { isRecord } from '../../json/pointer';
import { importKubernetes } from '../kubernetes/importKubernetes';
import { importPlatformOf, type ImportAnswers } from '../answers';
import { shippedContract } from '../../compile/__testUtils__/shipped';
import type { ImportedManifest, ImportResult } from '../model';

/** Objects of a YAML stream; every place of the n-th one is line n. */
export function manifestsOf(text: string, file = 'app.yaml') {
  return readYamlStream(text).flatMap((value, index): ImportedManifest[] => {
    const metadata = isRecord(value) ? value.metadata : undefined;
    return isRecord(value) &&
      isRecord(metadata) &&
      typeof value.apiVersion === 'string' &&
      typeof value.kind === 'string' &&
      typeof metadata.name === 'string'
      ? [
          {
            file,
            lineOf: () => index + 1,
            object: {
              ...value,
              apiVersion: value.apiVersion,
              kind: value.kind,
              metadata: { ...metadata, name: metadata.name },
            },
          },
        ]
      : [];
  });
}

/** Imports manifests as a team of the shipped platform does. */
export function imported(
  text: string,
  answers: ImportAnswers = { owner: 'group:shop', system: 'shop' },
): ImportResult {
  return importKubernetes({
    manifests: manifestsOf(text),
    answers,
    platform: importPlatformOf(shippedContract()),
  });
}

/** The draft of one service. */
export function intentCalled({ services }: ImportResult, name: string) {
  const found = services.find(({ intent }) => intent.metadata.name === name);
  if (!found) {
    throw new Error(
      `no intent called ${name} among ${services
        .map(({ intent }) => intent.metadata.name)
        .join(', ')}`,
    );
  }
  return found.intent;
}

/** What was not carried over, as `service: what`. */
export function lost({ notCarriedOver }: ImportResult): string[] {
  return notCarriedOver.map(
    ({ service, what }) => `${service ?? '-'}: ${what}`,
  );
}
