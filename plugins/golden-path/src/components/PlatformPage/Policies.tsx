import { makeStyles } from '@material-ui/core/styles';
import type {
  ContractAnswer,
  Policy,
} from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  PageSection,
  StateChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { Hits } from './Hits';
import { policyRows, weightOf, type PolicyRow } from './policyRows';

const useStyles = makeStyles(theme => ({
  title: { fontWeight: 600 },
  id: { color: theme.palette.text.secondary, fontSize: 13 },
}));

function Title(props: { row: PolicyRow }) {
  const { id, policy } = props.row;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      <div className={classes.title}>{policy?.title ?? t('policy.rule')}</div>
      <code className={classes.id}>{id}</code>
    </>
  );
}

function severityOf({ policy, hits }: PolicyRow): Policy['severity'] {
  return policy?.severity ?? (hits && hits.denied > 0 ? 'deny' : 'warn');
}

function Severity(props: { row: PolicyRow }) {
  const t = useWords();
  const severity = severityOf(props.row);
  return (
    <StateChip
      state={severity === 'deny' ? 'critical' : 'attention'}
      label={t(`policy.${severity}`)}
    />
  );
}

function columnsOf(options: {
  t: Words;
  /** Whether the backend has counted whom each policy hits. */
  isCounted: boolean;
}): DataTableColumn<PolicyRow>[] {
  const { t, isCounted } = options;
  return [
    {
      id: 'title',
      title: t('policy.title'),
      prose: true,
      cell: row => <Title row={row} />,
      sortValue: row => row.policy?.title ?? row.id,
    },
    {
      id: 'severity',
      title: t('policy.severity'),
      cell: row => <Severity row={row} />,
      sortValue: row => severityOf(row),
    },
    {
      id: 'reason',
      title: t('policy.reason'),
      prose: true,
      cell: row => row.policy?.reason ?? t('policy.ruleReason'),
    },
    {
      id: 'remedy',
      title: t('policy.remedy'),
      prose: true,
      cell: row => row.policy?.remedy ?? t('policy.ruleRemedy'),
    },
    {
      id: 'hits',
      title: t(isCounted ? 'policy.hits' : 'policy.exempt'),
      prose: true,
      cell: row =>
        row.hits ? <Hits hits={row.hits} /> : row.exempt.join(', ') || '–',
      sortValue: weightOf,
    },
  ];
}

const WORST_FIRST = { column: 'hits', direction: 'desc' } as const;

/** What is checked before anything exists, why, what to do about it, and whom it hits. */
export function Policies(props: { answer: ContractAnswer }) {
  const { answer } = props;
  const isCounted = answer.policyHits !== undefined;
  const t = useWords();
  const columns = useMemo(() => columnsOf({ t, isCounted }), [t, isCounted]);
  const rows = useMemo(() => policyRows(answer), [answer]);
  return (
    <PageSection title={t('platform.policies')} flush>
      <DataTable
        label={t('platform.policies')}
        columns={columns}
        rows={rows}
        rowKey={row => row.id}
        rowHeight={56}
        defaultSort={WORST_FIRST}
        filterText={({ id, policy, hits, exempt }) =>
          [
            id,
            policy?.title,
            policy?.reason,
            policy?.remedy,
            ...(hits?.services ?? exempt),
          ].join(' ')
        }
        empty={
          <EmptyState title={t('policy.empty')} text={t('policy.emptyText')} />
        }
      />
    </PageSection>
  );
}
