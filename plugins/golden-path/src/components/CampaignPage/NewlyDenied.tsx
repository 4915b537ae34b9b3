import { makeStyles } from '@material-ui/core/styles';
import type { FleetImpact } from '@fairway/plugin-golden-path-common';
import { focusRing, ServiceLink, SeverityIcon } from '@fairway/ui';
import { useState } from 'react';
import { asSentence } from '../../form/words';
import { useWords } from '../../hooks/useWords';
import { ServiceNames } from '../shared/ServiceNames';

const useStyles = makeStyles(theme => ({
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: 15, fontWeight: 600 },
  text: { margin: 0, fontSize: 14, color: theme.palette.text.secondary },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 0),
    fontSize: 14,
    lineHeight: '20px',
    overflowWrap: 'anywhere',
  },
  more: {
    cursor: 'pointer',
    fontSize: 14,
    color: theme.palette.text.secondary,
    '&:focus-visible': focusRing(theme),
  },
}));

/** Services that stand there without a click. */
const IN_SIGHT = 4;

type Denied = FleetImpact['newlyDenied'];

/** Services that would be denied and were not, with what to do; then those that no longer are. */
export function NewlyDenied(props: { impact: FleetImpact }) {
  const { newlyDenied, noLongerDenied } = props.impact;
  const t = useWords();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const folded = newlyDenied.length - IN_SIGHT;
  return (
    <>
      {newlyDenied.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('hit.deniedHeading')}</h3>
          <p className={classes.text}>{t('hit.deniedText')}</p>
          <DeniedList denied={newlyDenied.slice(0, IN_SIGHT)} />
          {folded > 0 && (
            <details onToggle={event => setOpen(event.currentTarget.open)}>
              <summary className={classes.more}>
                {t('hit.more', { count: folded })}
              </summary>
              {open && <DeniedList denied={newlyDenied.slice(IN_SIGHT)} />}
            </details>
          )}
        </div>
      )}
      {noLongerDenied.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('hit.noLongerDenied')}</h3>
          <ServiceNames services={noLongerDenied} />
        </div>
      )}
    </>
  );
}

function DeniedList(props: { denied: Denied }) {
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.denied.map(({ service, findings }) => (
        <li key={service} className={classes.item}>
          <SeverityIcon severity="deny" />
          <div>
            <ServiceLink service={service} />
            {findings.map(({ policy, at, message, remedy }) => (
              <div key={`${policy} ${at} ${message}`}>
                {asSentence(message)} {t('findings.remedy', { remedy })}
              </div>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
