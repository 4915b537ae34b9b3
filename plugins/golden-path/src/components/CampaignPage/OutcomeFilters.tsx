import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { CampaignService } from '@fairway/plugin-golden-path-common';
import { FilterSelect } from '@fairway/ui';
import { useMemo } from 'react';
import type { CampaignInSight } from '../../hooks/useCampaigns';
import { useWords } from '../../hooks/useWords';
import type { OutcomeQuery } from './useOutcomeQuery';

const useStyles = makeStyles({ kind: { maxWidth: '100%' } });

/** Team, tier, wave and kind of change; the state is chosen where the numbers stand. */
export function OutcomeFilters(props: {
  campaign: CampaignInSight;
  services: readonly CampaignService[];
  query: OutcomeQuery;
}) {
  const { campaign, services, query } = props;
  const t = useWords();
  const classes = useStyles();
  const choices = useMemo(() => {
    const teams = [...new Set(services.map(({ team }) => team))].sort();
    const isYours = (team: string) => campaign.teams.includes(team);
    return {
      teams: [
        ...teams.filter(isYours),
        ...teams.filter(team => !isYours(team)),
      ],
      tiers: [...new Set(services.map(({ tier }) => tier))].sort(),
    };
  }, [services, campaign.teams]);
  return (
    <>
      <FilterSelect
        label={t('outcome.team')}
        all={t('outcome.allTeams')}
        value={query.team}
        options={choices.teams.map(team => ({ value: team, title: team }))}
        onChange={team => query.set({ team: team ?? null })}
      />
      <FilterSelect
        label={t('outcome.tier')}
        all={t('outcome.allTiers')}
        value={query.tier}
        options={choices.tiers.map(tier => ({ value: tier, title: tier }))}
        onChange={tier => query.set({ tier: tier ?? null })}
      />
      <FilterSelect
        label={t('outcome.wave')}
        all={t('outcome.allWaves')}
        value={query.wave === undefined ? undefined : String(query.wave)}
        options={campaign.waveList.map(({ number, title }) => ({
          value: String(number),
          title: `${t('wave.number', { number: String(number) })}: ${title}`,
        }))}
        onChange={wave => query.set({ wave: wave ? Number(wave) : null })}
      />
      {query.kind && (
        <Chip
          className={classes.kind}
          label={t('outcome.kind', { kind: query.kind })}
          onDelete={() => query.set({ kind: null })}
        />
      )}
      {query.isNarrow && (
        <Button size="small" onClick={query.clear}>
          {t('outcome.clear')}
        </Button>
      )}
    </>
  );
}
