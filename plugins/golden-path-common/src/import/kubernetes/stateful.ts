import { isRecord } from '../../json/pointer';
import { bytesOf } from '../../quantity';
import type { Draft } from '../draft';
import { pending } from '../pending';
import { wholeBytes } from '../quantities';
import { itemsAt, mappingAt, scalarAt, textAt, wholeAt } from '../read';
import { placeOf } from '../report';
import type { Workload } from './folder';
import { containersOf } from './pod';

const STATEFUL_QUESTIONS: [string, string, string?][] = [
  ['consistency', 'What may a reader rely on?'],
  ['quorum', 'How many members have to agree?'],
  ['drain', 'What happens when a node is drained?'],
  ['zoneLoss', 'What happens when a zone is lost?'],
  ['splitBrain', 'How are two leaders prevented?'],
  ['storage/expansion', 'How does a volume grow?', 'not-supported'],
  ['backup/frequency', 'How often is it backed up?', '1d'],
  [
    'backup/restoreTested',
    'On which day was a restore last tested?',
    '1970-01-01',
  ],
  ['backup/rpo', 'How much data may be lost, as time?', '1d'],
  ['backup/rto', 'How long may it take until it is back?', '1d'],
];

/** The part of a stateful service: what the manifest says of its volumes, and every question of a review. */
export function draftStateful(draft: Draft, workload: Workload): void {
  const { manifest } = workload;
  const { object } = manifest;
  draft.set('/spec/workloadType', 'stateful');
  draft.set(
    '/spec/stateful/replicas',
    wholeAt(object, '/spec/replicas') ?? 1,
    placeOf(manifest, '/spec/replicas'),
  );
  const at = '/spec/volumeClaimTemplates';
  const [claim, ...others] = itemsAt(object, at);
  const size = storageOf(scalarAt(claim, '/spec/resources/requests/storage'));
  const to = '/spec/stateful/storage';
  if (size === undefined) {
    pending(draft, `${to}/size`, 'How large is each volume?', '1Gi');
  } else {
    draft.set(`${to}/size`, size, placeOf(manifest, `${at}/0`));
  }
  const storageClass = textAt(claim, '/spec/storageClassName');
  if (storageClass === undefined) {
    pending(
      draft,
      `${to}/storageClass`,
      'Of which class are the volumes?',
      'to-be-answered',
    );
  } else {
    draft.set(`${to}/storageClass`, storageClass, placeOf(manifest, `${at}/0`));
  }
  const mountPath = dataPathOf(workload, textAt(claim, '/metadata/name'));
  if (mountPath !== undefined) {
    draft.set(
      '/spec/stateful/mountPath',
      mountPath,
      placeOf(manifest, `${at}/0`),
    );
  }
  if (others.length > 0) {
    draft.leaveOut(
      `${others.length} more volumes of each replica`,
      'a stateful service has one volume for each replica',
      placeOf(manifest, `${at}/1`),
    );
  }
  for (const [field, question, value] of STATEFUL_QUESTIONS) {
    pending(draft, `/spec/stateful/${field}`, question, value);
  }
}

/** Where the data is: the mount of the claim, or of what stands in for one. */
function dataPathOf(
  workload: Workload,
  claim: string | undefined,
): string | undefined {
  const volume =
    claim ??
    itemsAt(workload.pod, '/volumes')
      .filter(each => isRecord(mappingAt(each).emptyDir))
      .map(each => textAt(each, '/name'))[0];
  const mount = containersOf(workload)
    .flatMap(({ value }) => itemsAt(value, '/volumeMounts'))
    .find(each => textAt(each, '/name') === volume);
  return textAt(mount, '/mountPath');
}

function storageOf(text: string | undefined): string | undefined {
  try {
    const bytes = text === undefined ? 0 : bytesOf(text);
    return bytes > 0 ? wholeBytes(bytes) : undefined;
  } catch {
    return undefined;
  }
}
