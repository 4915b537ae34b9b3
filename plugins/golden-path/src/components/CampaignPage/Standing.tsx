import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Campaign,
  CampaignScope,
  CampaignWait,
} from '@fairway/plugin-golden-path-common';
import { Facts, PageSection, type Fact } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';
import { CampaignProgress } from '../shared/CampaignProgress';
import { changingOf, countOf } from '../shared/campaignStates';
import { CampaignStateChip } from '../shared/CampaignStateChip';
import { StateFilters } from './StateFilters';
import { CampaignActions } from './CampaignActions';
import { editInWords } from './changeInWords';
import { showOutcomes } from './showOutcomes';
import type { OutcomeQuery } from './useOutcomeQuery';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  done: {
    margin: 0,
    fontSize: 22,
    fontWeight: 600,
    lineHeight: '28px',
    fontVariantNumeric: 'tabular-nums',
  },
  waits: { margin: 0, fontSize: 14, lineHeight: '20px' },
  why: {
    fontSize: 14,
    lineHeight: '20px',
    overflowWrap: 'anywhere',
    '& > :first-child': { marginTop: 0 },
    '& > :last-child': { marginBottom: 0 },
    '& :is(h1, h2, h3, h4, h5, h6)': { fontSize: 15, lineHeight: '20px' },
  },
}));

/** How far it is, what can be done with it, and how it goes. */
export function Standing(props: {
  campaign: Campaign;
  query: OutcomeQuery;
  onChange(campaign: Campaign): void;
  onLost(): void;
}) {
  const { campaign, query, onChange, onLost } = props;
  const { counts, description } = campaign;
  const t = useWords();
  const classes = useStyles();
  const all = changingOf(counts);
  const waitsFor = waitOf(campaign);
  return (
    <PageSection
      title={t('campaign.state')}
      aside={<CampaignStateChip campaign={campaign} />}
    >
      <div className={classes.stack}>
        {campaign.impact && all > 0 && (
          <>
            <p className={classes.done}>
              {t('campaign.progress', {
                done: String(countOf(counts, ['merged'])),
                all: String(all),
              })}
            </p>
            <CampaignProgress counts={counts} />
            <StateFilters
              counts={counts}
              state={query.state}
              onChange={state => {
                query.set({ state: state ?? null });
                if (state) {
                  showOutcomes();
                }
              }}
            />
          </>
        )}
        <CampaignActions
          campaign={campaign}
          onChange={onChange}
          onLost={onLost}
        />
        {waitsFor && <p className={classes.waits}>{waitsFor.words}</p>}
        {description && (
          <MarkdownContent
            className={classes.why}
            content={description}
            dialect="common-mark"
            linkTarget="_blank"
          />
        )}
        <Facts facts={factsOf(campaign, t)} />
      </div>
    </PageSection>
  );
}

/** What the wave that runs waits for. */
function waitOf({ wave, waveList }: Campaign): CampaignWait | undefined {
  return waveList.find(({ number }) => number === wave)?.waitsFor;
}

function factsOf(campaign: Campaign, t: Words): Fact[] {
  const { settings, scope, change } = campaign;
  const { waves, concurrency, merge } = settings;
  return [
    ...(change.type === 'intent'
      ? [
          {
            term: t('campaignFacts.edits'),
            value: change.edits.map(edit => (
              <div key={edit.at}>{editInWords(edit, t)}</div>
            )),
          },
          ...(change.template
            ? [{ term: t('campaignFacts.template'), value: change.template }]
            : []),
        ]
      : []),
    {
      term: t('campaignFacts.scope'),
      value: scopeInWords(scope) || t('campaignFacts.everything'),
    },
    {
      term: t('campaignFacts.waves'),
      value: [
        t(`campaignFacts.by.${waves.by}`),
        ...(waves.size
          ? [t('campaignFacts.size', { size: String(waves.size) })]
          : []),
        // Of a single wave there is no next one.
        ...(campaign.waves === 1
          ? []
          : [t(`campaignFacts.next.${waves.next}`)]),
      ].join('; '),
    },
    {
      term: t('campaignFacts.concurrency'),
      value: t('campaignFacts.concurrencyText', { count: concurrency }),
    },
    {
      term: t('campaignFacts.merge'),
      value: t(`campaignFacts.merges.${merge}`),
    },
  ];
}

/** Empty when nothing narrows it down. */
function scopeInWords(scope: CampaignScope): string {
  return [
    scope.tiers,
    scope.teams,
    scope.workloadTypes,
    scope.environments,
    scope.services,
  ]
    .flatMap(values => (values?.length ? [values.join(', ')] : []))
    .join('; ');
}
