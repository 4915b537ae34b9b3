import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import ButtonLink from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import type { SloDocumentSummary } from '@fairway/plugin-slo-common';
import { Age, StateChip, type DataTableColumn } from '@fairway/ui';
import type { Words } from '../../hooks/useWords';
import { objectiveRouteRef } from '../../routes';
import { originInWords } from '../shared/origin';

const useStyles = makeStyles({
  // A button does not end in an ellipsis by itself.
  file: {
    display: 'block',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
});

function FileButton(props: { file: string; title: string; onClick(): void }) {
  const { file, ...rest } = props;
  const classes = useStyles();
  return (
    <ButtonLink
      component="button"
      variant="inherit"
      className={classes.file}
      {...rest}
    >
      {file}
    </ButtonLink>
  );
}

/** Leads to the one objective, or says how many there are. */
function Objectives(props: { document: SloDocumentSummary; t: Words }) {
  const { document, t } = props;
  const { objectives, standsIn } = document;
  const link = useRouteRef(objectiveRouteRef);
  if (objectives.length === 0) {
    return <>–</>;
  }
  return (
    <>
      {objectives.length === 1 ? (
        <Link to={link({ id: objectives[0].id })}>{objectives[0].title}</Link>
      ) : (
        t('documents.count', { count: objectives.length })
      )}
      {standsIn && `, ${t('documents.earlier')}`}
    </>
  );
}

/** What the table of documents shows. */
export function documentColumns(options: {
  t: Words;
  onShow(document: SloDocumentSummary): void;
  /** Missing for those who have nothing to remove. */
  removal?: {
    mayRemove(document: SloDocumentSummary): boolean;
    onRemove(document: SloDocumentSummary): void;
  };
}): DataTableColumn<SloDocumentSummary>[] {
  const { t, onShow, removal } = options;
  return [
    {
      id: 'file',
      title: t('documents.column.file'),
      grow: true,
      rowHeader: true,
      cell: document => (
        <FileButton
          file={document.file}
          title={t('documents.show', { file: document.file })}
          onClick={() => onShow(document)}
        />
      ),
      sortValue: ({ file }) => file,
    },
    {
      id: 'origin',
      title: t('documents.column.origin'),
      cell: ({ origin }) => originInWords(origin, t),
      sortValue: ({ origin }) => originInWords(origin, t),
    },
    {
      id: 'format',
      title: t('documents.column.format'),
      hideBelow: 'medium',
      cell: ({ format }) =>
        format === undefined ? '–' : t(`document.formats.${format}`),
      sortValue: ({ format }) => format,
    },
    {
      id: 'objectives',
      title: t('documents.column.objectives'),
      cell: document => <Objectives document={document} t={t} />,
      sortValue: ({ objectives }) => objectives.length,
    },
    {
      id: 'problems',
      title: t('documents.column.problems'),
      cell: ({ problems }) =>
        problems.length === 0 ? (
          t('documents.none')
        ) : (
          <StateChip
            state="attention"
            label={t('documents.problems', { count: problems.length })}
          />
        ),
      sortValue: ({ problems }) => -problems.length,
    },
    {
      id: 'readAt',
      title: t('documents.column.readAt'),
      hideBelow: 'wide',
      cell: ({ readAt }) => <Age since={readAt} />,
      sortValue: ({ readAt }) => readAt,
    },
    ...(removal ? [actionsColumn({ t, ...removal })] : []),
  ];
}

function actionsColumn(options: {
  t: Words;
  mayRemove(document: SloDocumentSummary): boolean;
  onRemove(document: SloDocumentSummary): void;
}): DataTableColumn<SloDocumentSummary> {
  const { t, mayRemove, onRemove } = options;
  return {
    id: 'actions',
    title: t('documents.column.actions'),
    cell: document =>
      mayRemove(document) ? (
        <Button
          size="small"
          aria-label={t('documents.removeNamed', { file: document.file })}
          onClick={() => onRemove(document)}
        >
          {t('documents.remove')}
        </Button>
      ) : null,
  };
}
