import { makeStyles } from '@material-ui/core/styles';
import {
  CAMPAIGN_TROUBLES,
  type CampaignWave,
} from '@fairway/plugin-golden-path-common';
import { EmptyState, focusRing, StateChip, type State } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { CampaignProgress, progressInWords } from '../shared/CampaignProgress';
import { countOf } from '../shared/campaignStates';
import { showOutcomes } from './showOutcomes';
import type { OutcomeQuery } from './useOutcomeQuery';

const LOOKS = {
  waiting: 'unknown',
  running: 'attention',
  settled: 'good',
  trouble: 'attention',
  skipped: 'unknown',
} as const satisfies Record<
  CampaignWave['state'] | 'trouble' | 'skipped',
  State
>;

/** What has settled, and not as it was meant to, is not good. */
function standingOf({ state, counts }: CampaignWave): keyof typeof LOOKS {
  if (state === 'waiting' && counts.skipped > 0) {
    return 'skipped';
  }
  return state === 'settled' && countOf(counts, CAMPAIGN_TROUBLES) > 0
    ? 'trouble'
    : state;
}

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 320,
    overflowY: 'auto',
  },
  wave: {
    display: 'grid',
    gridTemplateColumns:
      'minmax(140px, 1.2fr) 160px minmax(120px, 2fr) minmax(160px, 2fr)',
    alignItems: 'center',
    gap: theme.spacing(2),
    width: '100%',
    minHeight: 40,
    padding: theme.spacing(0.5, 2),
    border: 0,
    borderBottom: `1px solid ${theme.palette.divider}`,
    background: 'none',
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: 14,
    textAlign: 'left',
    cursor: 'pointer',
    '&:hover': { background: theme.palette.action.hover },
    '&[aria-pressed=true]': {
      background: theme.palette.action.selected,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
  },
  title: { fontWeight: 600, overflowWrap: 'anywhere' },
  number: {
    marginRight: theme.spacing(1),
    color: theme.palette.text.secondary,
    fontWeight: 400,
  },
  words: {
    display: 'grid',
    color: theme.palette.text.secondary,
    fontSize: 13,
    lineHeight: '18px',
  },
}));

/** Waves in their order with how far each is; a click shows the services of one. */
export function Waves(props: { waves: CampaignWave[]; query: OutcomeQuery }) {
  const { waves, query } = props;
  const t = useWords();
  const classes = useStyles();
  if (waves.length === 0) {
    return <EmptyState title={t('wave.noneNeeded')} />;
  }
  return (
    <ol className={classes.list}>
      {waves.map(wave => {
        const { number, title, counts, waitsFor } = wave;
        const standing = standingOf(wave);
        const isChosen = query.wave === number;
        const words = progressInWords(counts, t);
        return (
          <li key={number}>
            <button
              type="button"
              className={classes.wave}
              aria-pressed={isChosen}
              onClick={() => {
                query.set({ wave: isChosen ? null : number });
                if (!isChosen) {
                  showOutcomes();
                }
              }}
            >
              <span className={classes.title}>
                <span className={classes.number}>
                  {t('wave.number', { number: String(number) })}
                </span>
                {title}
              </span>
              <span>
                <StateChip
                  state={LOOKS[standing]}
                  label={t(`wave.state.${standing}`)}
                />
              </span>
              <CampaignProgress counts={counts} />
              <span className={classes.words}>
                {words}
                {waitsFor && <span>{waitsFor.words}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
