import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Preview } from '@fairway/plugin-golden-path-common';
import { Fragment, type MouseEvent } from 'react';
import { jumpTo } from './jump';
import { missingByPage } from './missing';
import { usePreviewContext } from './PreviewContext';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1) },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

/** Answers that are still to come, each page on a line of its own; each answer leads to its field. */
export function MissingList(props: { preview: Preview }) {
  const { placeOf, page: shown } = usePreviewContext();
  const classes = useStyles();
  const pages = missingByPage({
    missing: props.preview.missing,
    placeOf,
    shown,
  });
  if (!pages.length) {
    return null;
  }
  return (
    <Typography
      variant="body2"
      component="div"
      color="textSecondary"
      className={classes.root}
    >
      Still to state; placeholders stand in until then:
      <ul className={classes.list} aria-label="Still to state">
        {pages.map(({ title, answers }) => (
          <li key={title}>
            <b>{title}:</b>{' '}
            {answers.map(({ name, place }, index) => (
              <Fragment key={name}>
                {index > 0 && ', '}
                {place.page && shown !== undefined ? (
                  <Link
                    component="button"
                    type="button"
                    variant="body2"
                    onClick={({ currentTarget }: MouseEvent<HTMLElement>) =>
                      jumpTo({ place, from: currentTarget, shown })
                    }
                  >
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
    </Typography>
  );
}
