import { makeStyles } from '@material-ui/core/styles';
import { focusRing, ServiceLink } from '@fairway/ui';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  names: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    listStyle: 'none',
    margin: 0,
    padding: 0,
    lineHeight: '24px',
  },
  more: {
    cursor: 'pointer',
    color: theme.palette.text.secondary,
    '&:focus-visible': focusRing(theme),
  },
}));

/** Names that stand there without a click. */
const IN_SIGHT = 3;

/** Services with their links: a few, and the others when they are asked for. */
export function ServiceNames(props: { services: string[] }) {
  const { services } = props;
  const t = useWords();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const folded = services.length - IN_SIGHT;
  return (
    <>
      <Names services={services.slice(0, IN_SIGHT)} />
      {folded > 0 && (
        <details onToggle={event => setOpen(event.currentTarget.open)}>
          <summary className={classes.more}>
            {t('home.more', { count: folded })}
          </summary>
          {open && <Names services={services.slice(IN_SIGHT)} />}
        </details>
      )}
    </>
  );
}

function Names(props: { services: string[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.names}>
      {props.services.map(service => (
        <li key={service}>
          <ServiceLink service={service} max={32} />
        </li>
      ))}
    </ul>
  );
}
