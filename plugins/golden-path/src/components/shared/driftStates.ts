import type {
  DriftKind,
  DriftState,
  ServiceDriftSummary,
} from '@fairway/plugin-golden-path-common';
import type { State } from '@fairway/ui';
import type { Words } from '../../hooks/useWords';

/** What a state of drift says at a glance. */
export const DRIFT_LOOKS: Record<DriftState, State> = {
  unreadable: 'critical',
  edited: 'critical',
  expired: 'critical',
  denied: 'critical',
  behind: 'attention',
  none: 'good',
};

/** The worst first. */
export const DRIFT_ORDER: readonly DriftState[] = [
  'unreadable',
  'edited',
  'expired',
  'denied',
  'behind',
  'none',
];

/** What a kind of difference says at a glance. */
export const KIND_LOOKS: Record<DriftKind, State> = {
  edited: 'critical',
  missing: 'critical',
  foreign: 'critical',
  behind: 'attention',
};

/** What somebody did by hand first. */
export const KIND_ORDER: readonly DriftKind[] = [
  'edited',
  'missing',
  'foreign',
  'behind',
];

/** `3 files edited, 1 file missing, 2 findings deny`. */
export function driftInWords(
  { files, expired, denied }: ServiceDriftSummary,
  t: Words,
): string {
  return [
    ...KIND_ORDER.filter(kind => files[kind] > 0).map(kind =>
      t(`drift.files.${kind}`, { count: files[kind] }),
    ),
    ...(expired > 0 ? [t('drift.expired', { count: expired })] : []),
    ...(denied > 0 ? [t('drift.denied', { count: denied })] : []),
  ].join(', ');
}

/** One kind alone by its name: `1 file is missing`; several as what they have in common. */
function byHandInWords(files: ServiceDriftSummary['files'], t: Words): string {
  const kinds = (['edited', 'missing', 'foreign'] as const).filter(
    kind => files[kind] > 0,
  );
  return t(`serviceDrift.summary.${kinds.length === 1 ? kinds[0] : 'byHand'}`, {
    count: kinds.reduce((sum, kind) => sum + files[kind], 0),
  });
}

/** The worst of it as a sentence: `3 files edited by hand`. */
export function worstInWords(drift: ServiceDriftSummary, t: Words): string {
  const { state, files, expired, denied } = drift;
  switch (state) {
    case 'unreadable':
      return t('serviceDrift.summary.unreadable');
    case 'edited':
      return byHandInWords(files, t);
    case 'expired':
      return t('serviceDrift.summary.expired', { count: expired });
    case 'denied':
      return t('serviceDrift.summary.denied', { count: denied });
    case 'behind':
      return t('serviceDrift.summary.behind', { count: files.behind });
    default:
      return t('serviceDrift.none');
  }
}
