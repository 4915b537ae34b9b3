import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 2),
  },
}));

/** To the next page and back. */
export function Pager(props: {
  page: number;
  onPrevious?: () => void;
  onNext?: () => void;
}) {
  const { page, onPrevious, onNext } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <nav aria-label={t('list.pages')} className={classes.root}>
      <span>{t('list.page', { page: String(page) })}</span>
      <Button size="small" disabled={!onPrevious} onClick={onPrevious}>
        {t('list.previous')}
      </Button>
      <Button size="small" disabled={!onNext} onClick={onNext}>
        {t('list.next')}
      </Button>
    </nav>
  );
}
