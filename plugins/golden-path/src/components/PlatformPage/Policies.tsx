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

const useStyles = makeStyles(theme => ({
  title: { fontWeight: 600 },
  id: { color: theme.palette.text.secondary, fontSize: 13 },
}));

interface PolicyRow {
  policy: Policy;
  /** Services it is set aside for. */
  exempt: string[];
}

function Title(props: { policy: Policy }) {
  const { policy } = props;
  const classes = useStyles();
  return (
    <>
      <div className={classes.title}>{policy.title}</div>
      <code className={classes.id}>{policy.id}</code>
    </>
  );
}

function columnsOf(t: Words): DataTableColumn<PolicyRow>[] {
  return [
    {
      id: 'title',
      title: t('policy.title'),
      prose: true,
      cell: row => <Title policy={row.policy} />,
      sortValue: row => row.policy.title,
    },
    {
      id: 'severity',
      title: t('policy.severity'),
      cell: row => (
        <StateChip
          state={row.policy.severity === 'deny' ? 'critical' : 'attention'}
          label={t(`policy.${row.policy.severity}`)}
        />
      ),
      sortValue: row => row.policy.severity,
    },
    {
      id: 'reason',
      title: t('policy.reason'),
      prose: true,
      cell: row => row.policy.reason,
    },
    {
      id: 'remedy',
      title: t('policy.remedy'),
      prose: true,
      cell: row => row.policy.remedy,
    },
    {
      id: 'exempt',
      title: t('policy.exempt'),
      prose: true,
      cell: row => (row.exempt.length > 0 ? row.exempt.join(', ') : '–'),
      sortValue: row => row.exempt.length,
    },
  ];
}

/** What is checked before anything exists, why, and what to do about it. */
export function Policies(props: { answer: ContractAnswer }) {
  const { contract, exceptions } = props.answer;
  const t = useWords();
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = useMemo(() => {
    const lapsed = new Set(
      exceptions.filter(({ state }) => state === 'expired').map(({ id }) => id),
    );
    return contract.policies.map(policy => ({
      policy,
      exempt: contract.exceptions
        .filter(each => each.policy === policy.id && !lapsed.has(each.id))
        .map(each => each.service),
    }));
  }, [contract, exceptions]);
  return (
    <PageSection title={t('platform.policies')} flush>
      <DataTable
        label={t('platform.policies')}
        columns={columns}
        rows={rows}
        rowKey={row => row.policy.id}
        rowHeight={56}
        filterText={({ policy }) =>
          `${policy.id} ${policy.title} ${policy.reason} ${policy.remedy}`
        }
        empty={
          <EmptyState title={t('policy.empty')} text={t('policy.emptyText')} />
        }
      />
    </PageSection>
  );
}
