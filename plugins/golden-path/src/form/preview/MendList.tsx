import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Preview } from '@fairway/plugin-golden-path-common';
import { SeverityIcon } from '@fairway/ui';
import { placeInWords } from '../places';
import { toMendOf } from './inTheWay';
import { PageButton } from './PageButton';
import { usePreviewContext } from './PreviewContext';

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: theme.spacing(1.5, 0, 0), padding: 0 },
  item: { display: 'flex', gap: theme.spacing(1), overflowWrap: 'anywhere' },
}));

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

/**
 * Everything that is to be mended, as many as the verdict counts: which field, what to do, and the way there. What is
 * malformed says as well what the preview shows in its place: the rest is as stated.
 */
export function MendList(props: { preview: Preview }) {
  const { preview } = props;
  const { placeOf, page } = usePreviewContext();
  const classes = useStyles();
  const things = toMendOf(preview);
  if (!things.length) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label="To mend">
      {things.map(({ at, what }) => {
        const place = placeOf(at);
        return (
          <li key={`${at} ${what}`} className={classes.item}>
            <SeverityIcon severity="deny" />
            <Typography variant="body2" component="div">
              {place.title && <b>{placeInWords(place, page)}: </b>}
              {what} {standInOf(preview, at)} <PageButton place={place} />
            </Typography>
          </li>
        );
      })}
    </ul>
  );
}
