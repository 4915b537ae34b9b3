import type {
  ContractAnswer,
  PolicyException,
} from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  EnvironmentChip,
  OwnerLink,
  PageSection,
  ServiceLink,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { ExpiryState, ExpiryTime } from '../shared/expiry';
import { useNowAtEnds } from '../shared/useNowAtEnds';

/** An exception of the contract, or an override of an intent with what it changes in the place of the policy. */
interface ExceptionRow extends Omit<PolicyException, 'ticket'> {
  kind: 'exception' | 'override';
  ticket?: string;
}

function columnsOf(t: Words, now: number): DataTableColumn<ExceptionRow>[] {
  return [
    {
      id: 'policy',
      title: t('exception.policy'),
      cell: row => (
        <>
          <div>
            <code>{row.policy}</code>
          </div>
          {row.kind === 'override' && <div>{t('exception.kind.override')}</div>}
          <ServiceLink service={row.service} />
        </>
      ),
      sortValue: row => `${row.policy} ${row.service}`,
    },
    {
      id: 'environments',
      title: t('exception.environments'),
      cell: row =>
        row.environments.map(environment => (
          <EnvironmentChip key={environment} environment={environment} />
        )),
    },
    {
      id: 'state',
      title: t('exception.stateTitle'),
      cell: row => <ExpiryState expires={row.expires} now={now} />,
    },
    {
      id: 'expires',
      title: t('exception.expires'),
      cell: row => <ExpiryTime expires={row.expires} now={now} />,
      sortValue: row => row.expires,
    },
    {
      id: 'reason',
      title: t('exception.reason'),
      prose: true,
      cell: row => row.reason,
    },
    {
      id: 'approvedBy',
      title: t('exception.approvedBy'),
      cell: row => (
        <>
          <div>
            <OwnerLink owner={row.approvedBy} />
          </div>
          {row.ticket}
        </>
      ),
      sortValue: row => row.approvedBy,
    },
  ];
}

const BY_EXPIRY = { column: 'expires', direction: 'asc' } as const;

/** Policies set aside and derived objects overridden, across the fleet, the next to expire first. */
export function Exceptions(props: { answer: ContractAnswer }) {
  const { contract, overrides } = props.answer;
  const t = useWords();
  const rows = useMemo(() => {
    const excepted = contract.exceptions.map(
      (exception): ExceptionRow => ({ ...exception, kind: 'exception' }),
    );
    const overridden = (overrides ?? []).map(
      ({ subject, ...override }): ExceptionRow => ({
        ...override,
        policy: subject,
      }),
    );
    return [...excepted, ...overridden];
  }, [contract, overrides]);
  const now = useNowAtEnds(rows.map(({ expires }) => expires));
  const columns = useMemo(() => columnsOf(t, now), [t, now]);
  return (
    <PageSection title={t('platform.exceptions')} flush>
      <DataTable
        label={t('platform.exceptions')}
        columns={columns}
        rows={rows}
        rowKey={row => `${row.kind} ${row.id}`}
        rowHeight={56}
        filterText={row =>
          `${row.policy} ${row.service} ${row.reason} ${row.ticket ?? ''}`
        }
        defaultSort={BY_EXPIRY}
        empty={
          <EmptyState
            title={t('exception.empty')}
            text={t('exception.emptyText')}
          />
        }
      />
    </PageSection>
  );
}
