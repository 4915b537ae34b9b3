import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceDelivery } from '@fairway/plugin-golden-path-common';
import { Age } from '@fairway/ui';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { DocsLink } from './DocsLink';

const useStyles = makeStyles(theme => ({
  body: { padding: theme.spacing(2), maxWidth: 360 },
  list: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 1.5),
    padding: 0,
    fontSize: 14,
    lineHeight: '24px',
  },
  item: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(3),
  },
  more: { color: theme.palette.text.secondary },
}));

/** Who has sent evidence, behind a button. */
export function Sources(props: { sources: ServiceDelivery['sources'] }) {
  const t = useWords();
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('delivery.sources')}
      </Button>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <div className={classes.body}>
          <SourceList sources={props.sources} />
          <DocsLink />
        </div>
      </Popover>
    </>
  );
}

/** Each source with when it was heard last. */
export function SourceList(props: { sources: ServiceDelivery['sources'] }) {
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={t('delivery.sources')}>
      {props.sources.map(({ source, configured, lastAt }) => (
        <li key={source} className={classes.item}>
          <span>{t(`delivery.source.${source}`)}</span>
          <span className={classes.more}>
            {lastAt ? (
              <>
                {t('delivery.heard')} <Age since={lastAt} />
              </>
            ) : (
              t(configured ? 'delivery.unheard' : 'delivery.notConnected')
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
