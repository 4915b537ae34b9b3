import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { FAIRWAY, type CampaignNews } from '@fairway/plugin-golden-path-common';
import { DateTime, OwnerLink, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 400,
    overflowY: 'auto',
    fontSize: 14,
    lineHeight: '20px',
  },
  item: {
    padding: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
    '&:not(:last-child)': {
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
  who: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    fontSize: 13,
    color: theme.palette.text.secondary,
  },
}));

/** What happened, newest first. */
export function News(props: { news: CampaignNews[] }) {
  const { news } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <PageSection title={t('news.title')}>
      {news.length === 0 ? (
        <Typography variant="body2">{t('news.none')}</Typography>
      ) : (
        <ol
          className={classes.list}
          aria-label={t('news.title')}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
          tabIndex={0}
        >
          {news.map(({ at, by, text }, index) => (
            <li key={`${at} ${index}`} className={classes.item}>
              <div>{text}</div>
              <div className={classes.who}>
                {by === FAIRWAY ? t('fairway') : <OwnerLink owner={by} />}
                <DateTime iso={at} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </PageSection>
  );
}
