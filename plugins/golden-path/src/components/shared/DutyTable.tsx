import type { ReadinessPreview } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  StateChip,
  type DataTableColumn,
  type State,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';

type Duty = ReadinessPreview['duties'][number];

const STATES: Record<Duty['state'], State> = {
  met: 'good',
  missing: 'attention',
  unknown: 'unknown',
};
/** What is missing comes first. */
const ORDER: Record<Duty['state'], number> = { missing: 0, unknown: 1, met: 2 };

/** What tier and exposure ask for, and whether the intent says so. */
export function DutyTable(props: { readiness: ReadinessPreview }) {
  const t = useWords();
  const columns = useMemo<DataTableColumn<Duty>[]>(
    () => [
      {
        id: 'title',
        title: t('duties.title'),
        prose: true,
        cell: duty => duty.title,
      },
      {
        id: 'state',
        title: t('duties.state'),
        cell: duty => (
          <StateChip
            state={STATES[duty.state]}
            label={t(`duties.${duty.state}`)}
          />
        ),
      },
      {
        id: 'why',
        title: t('duties.why'),
        prose: true,
        cell: duty => duty.why,
      },
      {
        id: 'remedy',
        title: t('duties.remedy'),
        prose: true,
        cell: duty => (duty.state === 'met' ? '–' : duty.remedy),
      },
    ],
    [t],
  );
  const rows = useMemo(
    () =>
      [...props.readiness.duties].sort(
        (a, b) => ORDER[a.state] - ORDER[b.state],
      ),
    [props.readiness],
  );
  return (
    <DataTable
      label={t('duties.label')}
      urlKey="duties"
      columns={columns}
      rows={rows}
      rowKey={duty => duty.id}
      empty={<EmptyState title={t('duties.empty')} />}
    />
  );
}
