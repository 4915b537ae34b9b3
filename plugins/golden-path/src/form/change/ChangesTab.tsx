import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ChangeIcon } from '../../components/shared/ChangeIcon';
import type { FoldedChange } from '../../components/shared/foldChanges';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, fontSize: 14 },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1),
    padding: theme.spacing(0.75, 0),
    overflowWrap: 'anywhere',
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  title: { fontWeight: 600 },
  where: { color: theme.palette.text.secondary, fontWeight: 400 },
  words: { margin: 0, paddingLeft: theme.spacing(2.25) },
}));

/** What the proposal changes of the service as it is merged: compile against compile, in words. */
export function ChangesTab(props: {
  service: string;
  changes: readonly FoldedChange[];
}) {
  const { service, changes } = props;
  const classes = useStyles();
  if (changes.length === 0) {
    return (
      <Typography variant="body2">
        Nothing yet: the form states what Git has for {service}.
      </Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {changes.map(({ key, title, change, words, files }) => (
        <li key={key} className={classes.item}>
          <ChangeIcon change={change} />
          <div>
            <div className={classes.title}>
              {title}{' '}
              <span className={classes.where}>
                {files[0].env}
                {files.length > 1 ? ` × ${files.length} clusters` : ''}
              </span>
            </div>
            {words.length > 0 && (
              <ul className={classes.words}>
                {words.map(word => (
                  <li key={word}>{word}</li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
