import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TIERS, WORKLOAD_TYPES } from '@fairway/plugin-golden-path-common';
import { useMemo } from 'react';
import { servicesInScope } from '../../campaigns/campaignForm';
import type { CampaignMaterial } from '../../hooks/useCampaignMaterial';
import { useWords } from '../../hooks/useWords';
import { MultiPick } from '../shared/MultiPick';
import type { SectionProps } from './section';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))',
    gap: theme.spacing(2),
  },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: 600 },
}));

/** Which services the campaign looks at, and how many that are. */
export function ScopeSection(
  props: SectionProps & { material: CampaignMaterial },
) {
  const { form, set, material } = props;
  const { contract, services } = material;
  const { scope } = form;
  const t = useWords();
  const classes = useStyles();
  const names = useMemo(
    () => ({
      teams: [...new Set(services.map(({ team }) => team))].sort(),
      services: services.map(({ name }) => name).sort(),
      workloadTypes: WORKLOAD_TYPES.filter(type =>
        services.some(({ workloadType }) => workloadType === type),
      ),
    }),
    [services],
  );
  const count = servicesInScope(services, scope).length;
  const narrow = (change: Partial<typeof scope>) =>
    set({ scope: { ...scope, ...change } });
  return (
    <div className={classes.root}>
      <Typography variant="body2">{t('campaignForm.scope.text')}</Typography>
      <div className={classes.fields}>
        <MultiPick
          label={t('campaignForm.scope.tiers')}
          none={t('campaignForm.scope.any')}
          options={TIERS}
          values={scope.tiers}
          onChange={tiers => narrow({ tiers })}
        />
        <MultiPick
          label={t('campaignForm.scope.teams')}
          none={t('campaignForm.scope.any')}
          options={names.teams}
          values={scope.teams}
          onChange={teams => narrow({ teams })}
        />
        <MultiPick
          label={t('campaignForm.scope.workloadTypes')}
          none={t('campaignForm.scope.any')}
          options={names.workloadTypes}
          values={scope.workloadTypes}
          onChange={workloadTypes => narrow({ workloadTypes })}
        />
        <MultiPick
          label={t('campaignForm.scope.environments')}
          none={t('campaignForm.scope.any')}
          options={contract.environments.map(({ name }) => name)}
          values={scope.environments}
          onChange={environments => narrow({ environments })}
        />
        <MultiPick
          label={t('campaignForm.scope.services')}
          none={t('campaignForm.scope.any')}
          options={names.services}
          values={scope.services}
          onChange={some => narrow({ services: some })}
        />
      </div>
      <div role="status" className={classes.count}>
        {count > 0
          ? t('campaignForm.scope.count', {
              count,
              all: String(services.length),
            })
          : t('campaignForm.scope.none')}
      </div>
    </div>
  );
}
