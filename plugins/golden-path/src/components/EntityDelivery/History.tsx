import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { FAIRWAY, type Release } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  DateTime,
  ErrorState,
  OwnerLink,
  StateChip,
  TableSkeleton,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo, useState } from 'react';
import { useReleases } from '../../hooks/useDelivery';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import {
  imageInShort,
  releaseInWords,
  releaseLook,
} from '../shared/deliveryStates';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1.5) },
  pager: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
  },
}));

/** What was in an environment before, page by page. */
export function History(props: { service: string; environment: string }) {
  const { service, environment } = props;
  const t = useWords();
  const classes = useStyles();
  const [cursors, setCursors] = useState<string[]>([]);
  const { value, error, loading, reload } = useReleases({
    service,
    environment,
    cursor: cursors[cursors.length - 1],
  });
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <div className={classes.root}>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('delivery.historyFailed')}
          kept={t('delivery.kept')}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <TableSkeleton what={t('delivery.historyWhat')} columns={6} rows={4} />
      )}
      {value && (
        <DataTable
          label={t('delivery.historyOf', { environment })}
          urlKey={`releases-${environment}`}
          columns={columns}
          rows={value.items}
          rowKey={({ id }) => id}
          empty={
            <Typography variant="body2">
              {t('delivery.historyEmpty', { environment })}
            </Typography>
          }
        />
      )}
      {value && (cursors.length > 0 || value.nextCursor !== undefined) && (
        <div className={classes.pager}>
          <Button
            size="small"
            disabled={cursors.length === 0}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            {t('delivery.newer')}
          </Button>
          <Button
            size="small"
            disabled={value.nextCursor === undefined}
            onClick={() =>
              value.nextCursor && setCursors([...cursors, value.nextCursor])
            }
          >
            {t('delivery.older')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Request(props: { request: Release['request'] }) {
  const { request } = props;
  const link = useRouteRef(changeRequestRouteRef);
  return request ? (
    <Link to={link({ id: request.id })}>#{request.number}</Link>
  ) : (
    <>–</>
  );
}

function By(props: { by: string | undefined }) {
  const { by } = props;
  const t = useWords();
  if (by === undefined) {
    return <>–</>;
  }
  return by === FAIRWAY ? <>{t('fairway')}</> : <OwnerLink owner={by} />;
}

function columnsOf(t: Words): DataTableColumn<Release>[] {
  return [
    {
      id: 'image',
      title: t('delivery.historyColumn.image'),
      cell: ({ image }) => (
        <Tooltip title={image}>
          <code>{imageInShort(image)}</code>
        </Tooltip>
      ),
    },
    {
      id: 'state',
      title: t('delivery.historyColumn.state'),
      grow: true,
      cell: release => (
        <StateChip
          state={releaseLook(release)}
          label={releaseInWords(release, t)}
        />
      ),
    },
    {
      id: 'started',
      title: t('delivery.historyColumn.started'),
      numeric: true,
      cell: ({ startedAt }) => <DateTime iso={startedAt} />,
    },
    {
      id: 'ended',
      hideBelow: 'narrow',
      title: t('delivery.historyColumn.ended'),
      numeric: true,
      cell: ({ endedAt }) =>
        endedAt ? <DateTime iso={endedAt} /> : t('delivery.now'),
    },
    {
      id: 'by',
      hideBelow: 'medium',
      title: t('delivery.historyColumn.by'),
      cell: ({ by }) => <By by={by} />,
    },
    {
      id: 'request',
      title: t('delivery.historyColumn.request'),
      cell: ({ request }) => <Request request={request} />,
    },
  ];
}
