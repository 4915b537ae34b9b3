import { makeStyles } from '@material-ui/core/styles';
import type { Campaign } from '@fairway/plugin-golden-path-common';
import { ErrorState, PageSection } from '@fairway/ui';
import { useEffect, useRef } from 'react';
import {
  useCampaignServices,
  type CampaignInSight,
} from '../../hooks/useCampaigns';
import { useWords } from '../../hooks/useWords';
import { AskedOfYou } from './AskedOfYou';
import { CampaignNotice } from './CampaignNotice';
import { Comparison } from './Comparison';
import { Hit } from './Hit';
import { News } from './News';
import { Outcomes } from './Outcomes';
import { Standing } from './Standing';
import { useOutcomeQuery } from './useOutcomeQuery';
import { Waves } from './Waves';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  fold: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(320px, 2fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
}));

/** What is asked of who looks, what it hits and where it stands; then waves, services, news. */
export function CampaignContent(props: {
  campaign: CampaignInSight;
  onChange(campaign: Campaign): void;
  onLost(): void;
}) {
  const { campaign, onLost } = props;
  const t = useWords();
  const classes = useStyles();
  const query = useOutcomeQuery();
  const services = useCampaignServices(campaign.id);
  const onChange = (changed: Campaign) => {
    props.onChange(changed);
    services.reload();
  };
  const { reload } = services;
  const seen = useRef(campaign.state);
  useEffect(() => {
    // Also where no signal told so: a planned campaign has other services than one that is being planned.
    if (seen.current !== campaign.state) {
      seen.current = campaign.state;
      reload();
    }
  }, [campaign.state, reload]);
  const isKnown = campaign.impact !== undefined;
  return (
    <div className={classes.stack}>
      <CampaignNotice campaign={campaign} />
      {isKnown && services.value && (
        <AskedOfYou
          campaign={campaign}
          services={services.value.items}
          query={query}
        />
      )}
      <div className={classes.fold}>
        <Hit campaign={campaign} services={services.value} query={query} />
        <Standing
          campaign={campaign}
          query={query}
          onChange={onChange}
          onLost={onLost}
        />
      </div>
      {isKnown && (
        <>
          <PageSection title={t('wave.title')} flush>
            <Waves waves={campaign.waveList} query={query} />
          </PageSection>
          {services.error !== undefined && (
            <ErrorState
              error={services.error}
              title={t('campaign.servicesFailed')}
              onRetry={services.reload}
            />
          )}
          <Outcomes
            campaign={campaign}
            services={services.value}
            query={query}
            onChange={onChange}
            onLost={onLost}
          />
        </>
      )}
      <div className={classes.two}>
        <News news={campaign.news} />
        {campaign.comparison && <Comparison comparison={campaign.comparison} />}
      </div>
    </div>
  );
}
