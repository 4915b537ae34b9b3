import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';
import { foldChanges } from '../shared/foldChanges';
import { withoutFollowingSelectors } from './selectorWords';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '21px',
    maxHeight: 300,
    overflowY: 'auto',
    overflowWrap: 'anywhere',
  },
}));

/** Each change once, however many clusters it reaches. */
export function ChangesInWords(props: { request: ChangeRequest }) {
  const { files, counts, service } = props.request;
  const t = useWords();
  const classes = useStyles();
  const lines = useMemo(() => {
    const seen = new Set<string>();
    const told = new Set(
      withoutFollowingSelectors(files.flatMap(({ words }) => words)),
    );
    for (const { change, title, words } of foldChanges(files, service)) {
      const texts =
        words.length > 0
          ? words.filter(word => told.has(word))
          : [t(`change.${change}`, { what: title })];
      for (const text of texts) {
        // What is new or removed as a whole says its name itself.
        seen.add(text.includes(title) ? text : `${title}: ${text}`);
      }
    }
    return [...seen];
  }, [files, service, t]);

  return (
    <>
      <Typography variant="body2" gutterBottom>
        {t('change.counts', {
          added: String(counts.added),
          changed: String(counts.changed),
          removed: String(counts.removed),
        })}
      </Typography>
      <ul
        className={classes.list}
        aria-label={t('request.changes')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
        tabIndex={0}
      >
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
