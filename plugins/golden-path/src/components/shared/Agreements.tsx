import { makeStyles } from '@material-ui/core/styles';
import type { Agreement } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  MiddleTruncate,
  ServiceLink,
  StateChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';
import { AGREEMENT_STATES, AgreementGraph } from './AgreementGraph';

const useStyles = makeStyles(theme => ({
  list: { marginTop: theme.spacing(2) },
}));

/** Above this the drawing is a knot; the list alone says it better. */
const MAX_DRAWN = 60;

function Party(props: { name: string; isService: boolean }) {
  return props.isService ? (
    <ServiceLink service={props.name} />
  ) : (
    <MiddleTruncate text={props.name} max={40} />
  );
}

/** Who may talk to whom: a drawing, and the same as a list. */
export function Agreements(props: {
  service: string;
  agreements: Agreement[];
}) {
  const { service, agreements } = props;
  const t = useWords();
  const classes = useStyles();
  const columns = useMemo<DataTableColumn<Agreement>[]>(
    () => [
      {
        id: 'caller',
        title: t('agreements.caller'),
        cell: row => <Party name={row.caller} isService />,
        sortValue: row => row.caller,
      },
      {
        id: 'callee',
        title: t('agreements.callee'),
        cell: row => (
          <Party
            name={row.callee}
            isService={row.kind === 'service' && row.state !== 'unknown'}
          />
        ),
        sortValue: row => row.callee,
      },
      {
        id: 'kind',
        title: t('agreements.kindTitle'),
        cell: row => t(`agreements.kind.${row.kind}`),
        sortValue: row => row.kind,
      },
      {
        id: 'state',
        title: t('agreements.stateTitle'),
        cell: row => (
          <StateChip
            state={AGREEMENT_STATES[row.state]}
            label={t(`agreements.state.${row.state}`)}
          />
        ),
        sortValue: row => row.state,
      },
      {
        id: 'mend',
        title: t('agreements.mendTitle'),
        prose: true,
        cell: row =>
          row.mend
            ? t('agreements.mend', {
                add: row.mend.add,
                at: row.mend.at,
                service: row.mend.service,
              })
            : '–',
      },
    ],
    [t],
  );
  if (agreements.length === 0) {
    return (
      <EmptyState
        title={t('agreements.empty')}
        text={t('agreements.emptyText')}
      />
    );
  }
  return (
    <>
      {agreements.length <= MAX_DRAWN && (
        <AgreementGraph service={service} agreements={agreements} />
      )}
      <div className={classes.list}>
        <DataTable
          label={t('agreements.title')}
          urlKey="agreements"
          columns={columns}
          rows={agreements}
          rowKey={row => `${row.caller} ${row.callee} ${row.kind}`}
        />
      </div>
    </>
  );
}
