import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Preview } from '@fairway/plugin-golden-path-common';
import { SeverityIcon } from '@fairway/ui';
import { placeInWords } from '../places';
import { asSentence } from '../words';
import { PageButton } from './PageButton';
import { usePreviewContext } from './PreviewContext';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: theme.spacing(1.5, 0, 0),
    padding: 0,
  },
  item: { display: 'flex', gap: theme.spacing(1), overflowWrap: 'anywhere' },
}));

/** More than this are told field by field, not all at once. */
const MOST = 3;

/** What stands in for a problem's field; that of its group or entry where the field alone would not do. */
function standInOf(preview: Preview, at: string): string {
  const standIn = preview.standIns.find(
    each => at === each.at || at.startsWith(`${each.at}/`),
  );
  switch (standIn?.by) {
    case 'earlier':
      return 'Shown with what stood there before.';
    case 'placeholder':
      return 'Shown with a placeholder.';
    case 'nothing':
      return 'Shown without it.';
    default:
      return '';
  }
}

/** Names what is malformed, and says what the preview shows in its place: the rest is as stated. */
export function StandInNotice(props: { preview: Preview }) {
  const { preview } = props;
  const { placeOf, page } = usePreviewContext();
  const classes = useStyles();
  const { problems } = preview;
  if (!problems.length) {
    return null;
  }
  return (
    <ul className={classes.root}>
      {problems.slice(0, MOST).map(problem => {
        const place = placeOf(problem.at);
        return (
          <li key={`${problem.at} ${problem.message}`} className={classes.item}>
            <SeverityIcon severity="deny" />
            <Typography variant="body2" component="div">
              <b>{placeInWords(place, page)}</b>: {asSentence(problem.message)}{' '}
              {standInOf(preview, problem.at)} <PageButton place={place} />
            </Typography>
          </li>
        );
      })}
      {problems.length > MOST && (
        <li>
          <Typography variant="body2">
            And {problems.length - MOST} more; see the findings.
          </Typography>
        </li>
      )}
    </ul>
  );
}
