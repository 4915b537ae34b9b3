import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  Age,
  DataTable,
  MiddleTruncate,
  OwnerLink,
  ServiceLink,
  type DataTableColumn,
} from '@fairway/ui';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import { useMemo, type ReactNode } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { AuthorLink } from '../shared/AuthorLink';
import { CostDifference } from '../shared/CostChange';
import { FindingCounts, StandingChip } from '../shared/decision';
import { PurposeChips } from '../shared/PurposeChips';

const useStyles = makeStyles(theme => ({
  title: { display: 'flex' },
  link: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  number: {
    marginRight: theme.spacing(1),
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** A service that was never merged has no page in the catalog yet. */
function isInCatalog(request: ChangeRequestSummary): boolean {
  return request.state === 'merged' || request.monthlyBefore !== undefined;
}

/** What somebody else may have changed meanwhile. */
function versionOf({ state, updatedAt, awaiting }: ChangeRequestSummary) {
  return [state, updatedAt, ...awaiting].join(' ');
}

function Title(props: { request: ChangeRequestSummary }) {
  const { number, title, id } = props.request;
  const classes = useStyles();
  const to = useRouteRef(changeRequestRouteRef)({ id });
  return (
    <span className={classes.title}>
      <span className={classes.number}>#{number}</span>
      <Link to={to} title={title} className={classes.link}>
        {title}
      </Link>
      <PurposeChips request={props.request} />
    </span>
  );
}

function columnsOf(t: Words): DataTableColumn<ChangeRequestSummary>[] {
  return [
    {
      id: 'title',
      title: t('list.column.title'),
      grow: true,
      cell: request => <Title request={request} />,
    },
    {
      id: 'service',
      // The title names it too, and needs the room more.
      hideBelow: 'wide',
      title: t('list.column.service'),
      cell: request =>
        isInCatalog(request) ? (
          <ServiceLink service={request.service} max={32} />
        ) : (
          <MiddleTruncate text={request.service} max={32} />
        ),
    },
    {
      id: 'standing',
      title: t('list.column.decision'),
      cell: request => <StandingChip request={request} />,
    },
    {
      id: 'findings',
      hideBelow: 'narrow',
      title: t('list.column.findings'),
      cell: request => <FindingCounts {...request.counts} />,
    },
    {
      id: 'cost',
      hideBelow: 'narrow',
      title: t('list.column.cost'),
      numeric: true,
      cell: request => (
        <CostDifference
          before={request.monthlyBefore}
          after={request.monthlyAfter}
          currency={request.currency}
        />
      ),
    },
    {
      id: 'age',
      title: t('list.column.age'),
      numeric: true,
      cell: request => <Age since={request.createdAt} />,
    },
    {
      id: 'owner',
      hideBelow: 'medium',
      title: t('list.column.owner'),
      cell: request => <OwnerLink owner={request.owner} />,
    },
    {
      id: 'author',
      hideBelow: 'wide',
      title: t('list.column.author'),
      cell: request => <AuthorLink author={request.author} />,
    },
  ];
}

/** A page of requests, in the order of the backend: newest first. */
export function ChangeRequestTable(props: {
  requests: ChangeRequestSummary[];
  empty: ReactNode;
}) {
  const t = useWords();
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <DataTable
      label={t('list.title')}
      columns={columns}
      rows={props.requests}
      rowKey={request => request.id}
      rowVersion={versionOf}
      empty={props.empty}
    />
  );
}
