import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ErrorState, PageSection } from '@fairway/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { requestOf, troubleOf } from '../../campaigns/campaignForm';
import { startOf } from '../../campaigns/startOf';
import { campaignsApiRef } from '../../campaignsClient';
import type { CampaignMaterial } from '../../hooks/useCampaignMaterial';
import { useWords } from '../../hooks/useWords';
import { campaignRouteRef, campaignsRouteRef } from '../../routes';
import { ChangeSection } from './ChangeSection';
import { ConductSection } from './ConductSection';
import { NameSection } from './NameSection';
import { ScopeSection } from './ScopeSection';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    maxWidth: 920,
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  text: {
    flex: '1 1 280px',
    fontSize: 14,
    lineHeight: '20px',
    color: theme.palette.text.secondary,
  },
}));

/** What changes, for which services, how it goes, and what it is called. */
export function CampaignFormContent(props: { material: CampaignMaterial }) {
  const { material } = props;
  const t = useWords();
  const classes = useStyles();
  const api = useApi(campaignsApiRef);
  const navigate = useNavigate();
  const list = useRouteRef(campaignsRouteRef)();
  const campaignLink = useRouteRef(campaignRouteRef);
  const [form, setForm] = useState(() => startOf(material, t));
  const [isAsked, setIsAsked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const found = troubleOf(form);
  // Nobody is told off before they are done.
  const trouble = isAsked ? found : undefined;
  const set = (change: Partial<typeof form>) =>
    setForm(before => ({ ...before, ...change }));

  async function plan() {
    setIsAsked(true);
    if (found) {
      return;
    }
    setIsBusy(true);
    setError(undefined);
    try {
      const { id } = await api.createCampaign(requestOf(form));
      navigate(campaignLink({ id }));
    } catch (failure) {
      setError(failure);
      setIsBusy(false);
    }
  }

  return (
    <form
      className={classes.root}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        plan();
      }}
    >
      <PageSection title={t('campaignForm.what')}>
        <ChangeSection
          form={form}
          set={set}
          material={material}
          trouble={trouble}
        />
      </PageSection>
      <PageSection title={t('campaignForm.who')}>
        <ScopeSection form={form} set={set} material={material} />
      </PageSection>
      <PageSection title={t('campaignForm.how')}>
        <ConductSection form={form} set={set} trouble={trouble} />
      </PageSection>
      <PageSection title={t('campaignForm.why')}>
        <NameSection form={form} set={set} trouble={trouble} />
      </PageSection>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('campaignForm.saveFailed')}
          kept={t('campaignForm.saveKept')}
        />
      )}
      <div className={classes.buttons}>
        <span className={classes.text} role="status">
          {trouble ? t('campaignForm.mend') : t('campaignForm.planText')}
        </span>
        <Button onClick={() => navigate(list)}>
          {t('campaignForm.cancel')}
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={isBusy}
        >
          {t(isBusy ? 'campaignForm.planning' : 'campaignForm.plan')}
        </Button>
      </div>
    </form>
  );
}
