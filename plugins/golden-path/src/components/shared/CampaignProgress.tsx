import { makeStyles } from '@material-ui/core/styles';
import type { CampaignCounts } from '@fairway/plugin-golden-path-common';
import { useFairwayColors } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';
import {
  changingOf,
  countOf,
  PROGRESS_PARTS,
  SERVICE_STATE_ORDER,
} from './campaignStates';

const useStyles = makeStyles(theme => ({
  track: {
    display: 'flex',
    gap: 1,
    width: '100%',
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: theme.palette.action.selected,
  },
}));

/** `12 merged, 5 open, 2 denied`; of what nothing changes for is not spoken. */
export function progressInWords(counts: CampaignCounts, t: Words): string {
  return SERVICE_STATE_ORDER.filter(
    state => state !== 'unchanged' && counts[state] > 0,
  )
    .map(
      state =>
        `${counts[state]} ${t(`serviceState.${state}`).toLocaleLowerCase()}`,
    )
    .join(', ');
}

/** How far a campaign or a wave is. The numbers stand beside the bar, or are its name. */
export function CampaignProgress(props: {
  counts: CampaignCounts;
  /** Left out where the numbers stand beside it. */
  label?: string;
}) {
  const { counts, label } = props;
  const t = useWords();
  const classes = useStyles();
  const { states, chart } = useFairwayColors();
  const colors = {
    done: states.good.solid,
    underWay: states.attention.solid,
    stuck: states.critical.solid,
    waits: chart.muted,
  };
  const all = changingOf(counts);
  const words = progressInWords(counts, t);
  return (
    <span
      className={classes.track}
      role="img"
      aria-label={label ?? (words || t('campaign.progressNone'))}
      title={words}
    >
      {PROGRESS_PARTS.map(({ look, states: parts }) => {
        const count = countOf(counts, parts);
        return count > 0 ? (
          <span
            key={look}
            style={{
              width: `${(count / Math.max(1, all)) * 100}%`,
              minWidth: 2,
              background: colors[look],
            }}
          />
        ) : null;
      })}
    </span>
  );
}
