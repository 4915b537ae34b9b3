import { makeStyles } from '@material-ui/core/styles';
import { focusRing, ServiceLink, StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import type { PolicyHits } from './policyRows';

const useStyles = makeStyles(theme => ({
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
  },
  // Tall enough for a finger.
  names: { listStyle: 'none', margin: 0, padding: 0, lineHeight: '24px' },
  more: {
    cursor: 'pointer',
    color: theme.palette.text.secondary,
    '&:focus-visible': focusRing(theme),
  },
}));

/** Names that stand there without a click. */
const IN_SIGHT = 2;

/** How many services a policy hits, and which. */
export function Hits(props: { hits: PolicyHits }) {
  const { denied, warned, excepted, services } = props.hits;
  const t = useWords();
  const classes = useStyles();
  const total = denied + warned + excepted;
  if (total === 0) {
    return <>{t('policy.nobody')}</>;
  }
  const inSight = services.slice(0, IN_SIGHT);
  const folded = services.slice(IN_SIGHT);
  return (
    <>
      <div className={classes.chips}>
        {denied > 0 && (
          <StateChip
            state="critical"
            label={t('policy.denied', { count: denied })}
          />
        )}
        {warned > 0 && (
          <StateChip
            state="attention"
            label={t('policy.warned', { count: warned })}
          />
        )}
        {excepted > 0 && (
          <span>{t('policy.excepted', { count: excepted })}</span>
        )}
      </div>
      <Names services={inSight} />
      {folded.length > 0 && (
        <details>
          <summary className={classes.more}>
            {t('home.more', { count: total - inSight.length })}
          </summary>
          <Names services={folded} />
          {total > services.length &&
            t('policy.notNamed', { count: total - services.length })}
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
          <ServiceLink service={service} />
        </li>
      ))}
    </ul>
  );
}
