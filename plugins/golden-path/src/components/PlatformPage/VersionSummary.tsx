import { makeStyles } from '@material-ui/core/styles';
import type { ContractAnswer } from '@fairway/plugin-golden-path-common';
import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { Behind } from './Behind';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 4),
    padding: theme.spacing(1.5, 2),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    fontFamily: theme.typography.fontFamily,
    color: theme.palette.text.primary,
  },
  version: { fontSize: 22, fontWeight: 600 },
  changes: { margin: 0, paddingLeft: theme.spacing(2.5), fontSize: 14 },
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
}));

/** More stand in the changelog. */
const SHOWN_CHANGES = 3;

/** Version, what it changed, and how the fleet stands under it. */
export function VersionSummary(props: { answer: ContractAnswer }) {
  const { contract, counts, exceptions } = props.answer;
  const t = useWords();
  const classes = useStyles();
  const newest = contract.changelog.find(
    ({ version }) => version === contract.metadata.version,
  );
  const expired = exceptions.filter(({ state }) => state === 'expired').length;
  const near = exceptions.filter(({ state }) => state === 'near-expiry').length;
  return (
    <section className={classes.root} aria-label={t('platform.summary')}>
      <span className={classes.version}>
        {t('platform.version', { version: contract.metadata.version })}
      </span>
      {newest && (
        <ul className={classes.changes}>
          {newest.changes.slice(0, SHOWN_CHANGES).map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <span className={classes.chips}>
        <StateChip
          state={counts.denied > 0 ? 'critical' : 'good'}
          label={
            counts.denied > 0
              ? t('platform.denied', {
                  denied: String(counts.denied),
                  services: String(counts.services),
                })
              : t('platform.noneDenied', { services: String(counts.services) })
          }
        />
        {counts.warned > 0 && (
          <StateChip
            state="attention"
            label={t('platform.warned', { warned: String(counts.warned) })}
          />
        )}
        {counts.pending !== undefined && counts.pending > 0 && (
          <StateChip
            state="unknown"
            label={t('platform.pending', { count: counts.pending })}
          />
        )}
        <Behind />
        {expired > 0 && (
          <StateChip
            state="critical"
            label={t('platform.expired', { count: expired })}
          />
        )}
        {near > 0 && (
          <StateChip
            state="attention"
            label={t('platform.nearExpiry', { count: near })}
          />
        )}
      </span>
    </section>
  );
}
