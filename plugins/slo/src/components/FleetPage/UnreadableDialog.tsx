import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import {
  objectiveReadPermission,
  type SloDocumentSummary,
} from '@fairway/plugin-slo-common';
import { EmptyState, ErrorState, SectionSkeleton } from '@fairway/ui';
import { useId } from 'react';
import { useUnreadable } from '../../hooks/useUnreadable';
import { useWords } from '../../hooks/useWords';
import { DocumentProblems } from '../shared/DocumentProblems';
import { originInWords } from '../shared/origin';
import { StandInNotice } from '../shared/StandInNotice';

const useStyles = makeStyles(theme => ({
  document: {
    '& + &': {
      marginTop: theme.spacing(2),
      paddingTop: theme.spacing(2),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  file: { margin: 0, fontSize: 14, fontWeight: 600, overflowWrap: 'anywhere' },
  origin: {
    marginBottom: theme.spacing(0.5),
    fontSize: 13,
    color: theme.palette.text.secondary,
  },
}));

/** Height while it loads. */
const HEIGHT = 240;

/** Every document that cannot be read, with what is wrong in it and what to do. */
export function UnreadableDialog(props: { onClose(): void }) {
  const { onClose } = props;
  const t = useWords();
  const id = useId();
  const { value, error, loading, reload } = useUnreadable();
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="md"
      fullWidth
      scroll="paper"
      aria-labelledby={id}
    >
      <DialogTitle id={id}>{t('unreadable.title')}</DialogTitle>
      <DialogContent dividers>
        <DialogContentText>{t('unreadable.text')}</DialogContentText>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('unreadable.failed')}
            kept={t('fleet.kept')}
            permission={objectiveReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('unreadable.what')} height={HEIGHT} />
        )}
        {value?.items.map(document => (
          <UnreadableDocument key={document.id} document={document} />
        ))}
        {value?.isWhole && value.items.length === 0 && (
          <EmptyState title={t('unreadable.none')} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('unreadable.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function UnreadableDocument(props: { document: SloDocumentSummary }) {
  const { document } = props;
  const { problems, standsIn } = document;
  const t = useWords();
  const classes = useStyles();
  return (
    <section className={classes.document} aria-label={document.file}>
      <h3 className={classes.file}>{document.file}</h3>
      <div className={classes.origin}>{originInWords(document.origin, t)}</div>
      {standsIn && <StandInNotice standsIn={standsIn} problems={problems} />}
      <DocumentProblems problems={problems} />
    </section>
  );
}
