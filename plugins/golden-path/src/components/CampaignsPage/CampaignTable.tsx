import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { CampaignSummary } from '@fairway/plugin-golden-path-common';
import { Age, DataTable, OwnerLink, type DataTableColumn } from '@fairway/ui';
import { useMemo, type ReactNode } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { campaignRouteRef } from '../../routes';
import { CampaignProgress, progressInWords } from '../shared/CampaignProgress';
import { changingOf, countOf } from '../shared/campaignStates';
import { CampaignStateChip } from '../shared/CampaignStateChip';

const useStyles = makeStyles(theme => ({
  progress: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: 200,
  },
  figures: {
    minWidth: 64,
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
  },
}));

function Title(props: { campaign: CampaignSummary }) {
  const { id, title } = props.campaign;
  const to = useRouteRef(campaignRouteRef)({ id });
  return (
    <Link to={to} title={title}>
      {title}
    </Link>
  );
}

/** Done of all that change, as a bar and as numbers. */
function Progress(props: { campaign: CampaignSummary }) {
  const { state, counts, planned } = props.campaign;
  const t = useWords();
  const classes = useStyles();
  if (state === 'planning') {
    return (
      <>
        {t('campaign.planningCount', {
          done: String(planned ?? 0),
          all: String(counts.services),
        })}
      </>
    );
  }
  const all = changingOf(counts);
  return all === 0 ? (
    <>{t('campaign.progressNone')}</>
  ) : (
    <span className={classes.progress}>
      <CampaignProgress counts={counts} />
      <span className={classes.figures}>
        {countOf(counts, ['merged'])} / {all}
      </span>
    </span>
  );
}

function waveInWords({ wave, waves }: CampaignSummary, t: Words): string {
  if (waves === 0) {
    return '–';
  }
  return wave
    ? t('campaigns.wave', { wave: String(wave), waves: String(waves) })
    : t('campaigns.waves', { count: waves });
}

function columnsOf(t: Words): DataTableColumn<CampaignSummary>[] {
  return [
    {
      id: 'title',
      title: t('campaigns.column.title'),
      grow: true,
      cell: campaign => <Title campaign={campaign} />,
    },
    {
      id: 'state',
      title: t('campaigns.column.state'),
      cell: campaign => <CampaignStateChip campaign={campaign} />,
    },
    {
      id: 'progress',
      title: t('campaigns.column.progress'),
      cell: campaign => <Progress campaign={campaign} />,
    },
    {
      id: 'wave',
      hideBelow: 'narrow',
      title: t('campaigns.column.wave'),
      numeric: true,
      cell: campaign => waveInWords(campaign, t),
    },
    {
      id: 'by',
      hideBelow: 'medium',
      title: t('campaigns.column.by'),
      cell: ({ createdBy }) => <OwnerLink owner={createdBy} />,
    },
    {
      id: 'at',
      title: t('campaigns.column.at'),
      numeric: true,
      cell: ({ createdAt }) => <Age since={createdAt} />,
    },
  ];
}

/** A page of campaigns, in the order of the backend: newest first. */
export function CampaignTable(props: {
  campaigns: CampaignSummary[];
  empty: ReactNode;
}) {
  const t = useWords();
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <DataTable
      label={t('campaigns.title')}
      columns={columns}
      rows={props.campaigns}
      rowKey={({ id }) => id}
      rowVersion={campaign =>
        `${campaign.state} ${campaign.wave} ${progressInWords(
          campaign.counts,
          t,
        )}`
      }
      empty={props.empty}
    />
  );
}
