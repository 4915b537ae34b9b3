import type {
  ContractAnswer,
  PolicyException,
} from '@fairway/plugin-golden-path-common';
import {
  CalendarDate,
  DataTable,
  EmptyState,
  EnvironmentChip,
  OwnerLink,
  PageSection,
  ServiceLink,
  StateChip,
  type DataTableColumn,
  type State,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords, type Words } from '../../hooks/useWords';

type ExceptionState = ContractAnswer['exceptions'][number]['state'];

/** An exception of the contract, or an override of an intent with what it changes in the place of the policy. */
interface ExceptionRow extends Omit<PolicyException, 'ticket'> {
  kind: 'exception' | 'override';
  ticket?: string;
  state?: ExceptionState;
  daysLeft?: number;
}

const STATES: Record<ExceptionState, State> = {
  active: 'good',
  'near-expiry': 'attention',
  expired: 'critical',
};

function columnsOf(t: Words): DataTableColumn<ExceptionRow>[] {
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
      cell: row => (
        <StateChip
          state={row.state ? STATES[row.state] : 'unknown'}
          label={row.state && t(`exception.state.${row.state}`)}
        />
      ),
    },
    {
      id: 'expires',
      title: t('exception.expires'),
      cell: row => (
        <>
          <div>
            <CalendarDate iso={row.expires} />
          </div>
          {row.daysLeft !== undefined &&
            t(row.daysLeft < 0 ? 'exception.daysOver' : 'exception.daysLeft', {
              count: Math.abs(row.daysLeft),
            })}
        </>
      ),
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
  const { contract, exceptions, overrides } = props.answer;
  const t = useWords();
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = useMemo(() => {
    const now = new Map(exceptions.map(each => [each.id, each]));
    const excepted = contract.exceptions.map((exception): ExceptionRow => {
      const { state, daysLeft } = now.get(exception.id) ?? {};
      return { ...exception, kind: 'exception', state, daysLeft };
    });
    const overridden = (overrides ?? []).map(
      ({ subject, ...override }): ExceptionRow => ({
        ...override,
        policy: subject,
      }),
    );
    return [...excepted, ...overridden];
  }, [contract, exceptions, overrides]);
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
