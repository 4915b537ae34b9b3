import { valueAt } from '../../../json/pointer';
import type { Draft } from '../../draft';
import type { ImportedManifest } from '../../model';
import { placeOf, type ImportReport } from '../../report';
import { unreadIn, type Unread } from '../../unread/shape';
import { wordsOf } from '../../unread/words';
import { textAt } from '../../read';
import { isManaged, type Workload } from '../folder';
import { DERIVED } from '../others';
import { otherShape } from './others';
import { subjectsOf, type Landing } from './landing';
import { reasonFor } from './reasons';
import { workloadShape } from './workload';

/**
 * Tells what of the manifests nobody read: every leaf that neither a draft accounts for nor a note is about, but for
 * defaults of the API server and what the cluster itself wrote.
 */
export function tellUnread(landing: Landing, report: ImportReport): void {
  const { folder, drafts } = landing;
  for (const [workload, draft] of drafts) {
    const { manifest } = workload;
    for (const found of unreadIn(
      manifest.object,
      workloadShape(landing, workload, draft),
    )) {
      const { why, ...urgent } = reasonFor(workload.kind, pathOf(found));
      draft.leaveOut(
        wordsInWorkload(workload, found),
        why,
        placeOf(manifest, found.at),
        urgent,
      );
    }
  }
  for (const manifest of folder.manifests) {
    if (
      DERIVED.has(manifest.object.kind) &&
      !isManaged(manifest) &&
      !isToldWhole(landing, manifest)
    ) {
      tellOther(landing, manifest, report);
    }
  }
}

/** Of a store, and of a name for another host, the whole manifest is told already. */
function isToldWhole(landing: Landing, manifest: ImportedManifest): boolean {
  const workloads = subjectsOf(landing, manifest);
  return (
    textAt(manifest.object, '/spec/type') === 'ExternalName' ||
    (workloads.length > 0 &&
      workloads.every(workload => landing.stores.has(workload)))
  );
}

function tellOther(
  landing: Landing,
  manifest: ImportedManifest,
  report: ImportReport,
): void {
  const { kind, metadata } = manifest.object;
  const [draft, ...others] = new Set<Draft>(
    subjectsOf(landing, manifest).flatMap(
      workload => landing.drafts.get(workload) ?? [],
    ),
  );
  for (const found of unreadIn(
    manifest.object,
    otherShape(landing, manifest),
  )) {
    const what = `${kind} ${metadata.name}: ${wordsOf(found)}`;
    const { why, ...urgent } = reasonFor(kind, pathOf(found));
    const place = placeOf(manifest, found.at);
    if (draft && others.length === 0) {
      draft.leaveOut(what, why, place, urgent);
    } else {
      report.leaveOut({ ...place, what, why, ...urgent });
    }
  }
}

/** Path of what was found, without the numbers of items. */
function pathOf({ at }: Unread): string {
  return at
    .slice(1)
    .replace(/\/\d+(?=\/|$)/g, '')
    .replaceAll('/', '.')
    .replaceAll('~1', '/');
}

/** As its team knows it: without the way to the pods, containers by name. */
function wordsInWorkload(workload: Workload, found: Unread): string {
  const { podAt, manifest } = workload;
  const container = /^(\/containers\/\d+)(\/.*)$/.exec(
    found.at.startsWith(podAt) ? found.at.slice(podAt.length) : '',
  );
  if (container) {
    const [, at, rest] = container;
    const name = textAt(valueAt(manifest.object, `${podAt}${at}`), '/name');
    return `${name ?? at.slice(1)}: ${wordsOf({ ...found, at: rest })}`;
  }
  for (const prefix of [podAt, '/spec']) {
    if (found.at.startsWith(`${prefix}/`) && !found.at.includes('/metadata/')) {
      return wordsOf({ ...found, at: found.at.slice(prefix.length) });
    }
  }
  return wordsOf(found);
}
