import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DeliveryEvidence,
  DeliveryStep,
} from '@fairway/plugin-golden-path-common';
import { DateTime, Facts, StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { STEP_LOOKS } from '../shared/deliveryStates';

const useStyles = makeStyles(theme => ({
  root: {
    marginTop: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  title: { margin: 0, fontSize: 14, fontWeight: 600 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    marginTop: theme.spacing(1.25),
    fontSize: 14,
    '& + &': {
      paddingTop: theme.spacing(1.25),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    marginBottom: theme.spacing(0.75),
    overflowWrap: 'anywhere',
  },
  source: { color: theme.palette.text.secondary },
}));

/** What proves one step, or why nothing does. */
export function StepEvidence(props: { step: DeliveryStep }) {
  const { state, status, why, evidence } = props.step;
  const t = useWords();
  const classes = useStyles();
  const look = STEP_LOOKS[status];
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <h4 className={classes.title}>
          {t('delivery.evidence', { state: t(`delivery.state.${state}`) })}
        </h4>
        {look ? (
          <StateChip
            state={look}
            label={
              status === 'failed'
                ? t(`delivery.failedAt.${state}`)
                : t(`delivery.status.${status}`)
            }
          />
        ) : (
          <span className={classes.source}>
            {t(`delivery.status.${status}`)}
          </span>
        )}
      </div>
      {why && <Typography variant="body2">{why}</Typography>}
      {evidence.length === 0 && !why && (
        <Typography variant="body2">{t('delivery.noEvidence')}</Typography>
      )}
      {evidence.length > 0 && (
        <ul className={classes.list}>
          {evidence.map(each => (
            <li key={each.id} className={classes.item}>
              <Evidence evidence={each} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Evidence(props: { evidence: DeliveryEvidence }) {
  const { outcome, summary, source, at, url, facts } = props.evidence;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      <div className={classes.line}>
        <StateChip
          state={outcome === 'passed' ? 'good' : 'critical'}
          label={t(`delivery.outcome.${outcome}`)}
        />
        <span>{summary}</span>
        <span className={classes.source}>
          {t(`delivery.source.${source}`)} · <DateTime iso={at} />
        </span>
        {url && <Link to={url}>{t('delivery.openSource')}</Link>}
      </div>
      {Object.keys(facts).length > 0 && (
        <Facts
          facts={Object.entries(facts).map(([term, value]) => ({
            term,
            value: <code>{value}</code>,
          }))}
        />
      )}
    </>
  );
}
