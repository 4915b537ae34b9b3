import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import {
  CAMPAIGN_ACTIONS,
  CAMPAIGN_RULES,
  CAMPAIGN_TROUBLES,
  type Campaign,
  type CampaignAction,
} from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { useId, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { countOf } from '../shared/campaignStates';
import { ActionDialog, isAsked, type AskedAction } from './ActionDialog';
import { useCampaignActions } from './useCampaignActions';

const useStyles = makeStyles(theme => ({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  whys: {
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
  none: {
    margin: 0,
    color: theme.palette.text.secondary,
    fontSize: 14,
    lineHeight: '20px',
  },
  done: { fontSize: 14, '&:not(:empty)': { marginTop: theme.spacing(1) } },
}));

const PRIMARY: readonly CampaignAction[] = ['start', 'resume'];

/** What its state leads on to; what would do nothing is left out. */
function actionsOf({ state, counts, wave = 0, waves, may }: Campaign) {
  return CAMPAIGN_ACTIONS.filter(action => {
    if (!CAMPAIGN_RULES[action].from.includes(state)) {
      return false;
    }
    if (action === 'retry') {
      // Open requests that stand still are tried again too; how many there are, the backend knows.
      return may.retry.allowed || countOf(counts, CAMPAIGN_TROUBLES) > 0;
    }
    return action !== 'advance' || wave < waves;
  });
}

/** What keeps somebody from what, each reason once. */
function refusalsOf(campaign: Campaign, actions: readonly CampaignAction[]) {
  const byWhy = new Map<string, CampaignAction[]>();
  for (const action of actions) {
    const { allowed, why = '' } = campaign.may[action];
    if (!allowed) {
      byWhy.set(why, [...(byWhy.get(why) ?? []), action]);
    }
  }
  return [...byWhy];
}

/** Start, pause, stop and so on, as the state has it; what is not allowed says why. */
export function CampaignActions(props: {
  campaign: Campaign;
  onChange(campaign: Campaign): void;
  /** It is not known what became of an action. */
  onLost(): void;
}) {
  const { campaign, onChange, onLost } = props;
  const t = useWords();
  const classes = useStyles();
  const whyId = useId();
  const [asked, setAsked] = useState<AskedAction>();
  const { busy, done, error, isLost, hasLooked, run } = useCampaignActions({
    campaign,
    onChange,
    onLost,
  });
  const actions = actionsOf(campaign);
  const refusals = refusalsOf(campaign, actions);
  // Whoever may do nothing here is told so once, and sees no buttons that never work.
  const mayNothing =
    refusals.length === 1 && refusals[0][1].length === actions.length;

  return (
    <div>
      {!mayNothing && (
        <div
          className={classes.buttons}
          role="group"
          aria-label={t('campaign.actionsLabel')}
        >
          {actions.map(action => {
            const { allowed } = campaign.may[action];
            return (
              <Button
                key={action}
                size="small"
                variant={PRIMARY.includes(action) ? 'contained' : 'outlined'}
                color={PRIMARY.includes(action) ? 'primary' : 'default'}
                disabled={!allowed || busy !== undefined}
                aria-describedby={
                  allowed
                    ? undefined
                    : `${whyId}-${refusals.findIndex(([, some]) =>
                        some.includes(action),
                      )}`
                }
                onClick={() =>
                  isAsked(action) ? setAsked(action) : run(action)
                }
              >
                {t(`act.${action}`)}
              </Button>
            );
          })}
        </div>
      )}
      {mayNothing && (
        <p className={classes.none}>{refusals[0][0] || t('act.noReason')}</p>
      )}
      {!mayNothing && refusals.length > 0 && (
        <ul className={classes.whys}>
          {refusals.map(([why, some], index) => (
            <li key={why} id={`${whyId}-${index}`}>
              {t('act.refused', {
                actions: some
                  .map(action => t(`act.refusedName.${action}`))
                  .join(', '),
                why: why || t('act.noReason'),
              })}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.done} role="status">
        {done && t(`act.done.${done}`)}
        {hasLooked && t('act.looked')}
      </div>
      {isLost && <Alert severity="warning">{t('act.lost')}</Alert>}
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('act.failed')}
          kept={t('act.kept')}
        />
      )}
      {asked && (
        <ActionDialog
          campaign={campaign}
          action={asked}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            run(asked);
          }}
        />
      )}
    </div>
  );
}
