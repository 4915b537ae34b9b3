import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type {
  Campaign,
  CampaignService,
} from '@fairway/plugin-golden-path-common';
import {
  DateTime,
  ErrorState,
  Facts,
  ServiceLink,
  TierChip,
  type Fact,
} from '@fairway/ui';
import { useId } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { ServiceStateChip } from '../shared/CampaignStateChip';
import { CostChange } from '../shared/CostChange';
import { FindingList } from '../shared/FindingList';
import { useCampaignActions } from './useCampaignActions';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: 15, fontWeight: 600 },
  kinds: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
  },
}));

/** All that is known of one service in a campaign. */
export function ServiceDialog(props: {
  campaign: Campaign;
  service: CampaignService;
  onChange(campaign: Campaign): void;
  onLost(): void;
  onClose(): void;
}) {
  const { campaign, service, onChange, onLost, onClose } = props;
  const { name, state, kinds, newlyDenied, problem } = service;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const requestLink = useRouteRef(changeRequestRouteRef);
  const { busy, error, isLost, run } = useCampaignActions({
    campaign,
    onChange,
    onLost,
  });
  const mayRetry =
    // An open one with a problem stands still, as others moved its branch.
    (['failed', 'closed', 'denied'].includes(state) ||
      (state === 'open' && problem !== undefined)) &&
    campaign.may.retry.allowed;
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>
        {name} <ServiceStateChip state={state} />
      </DialogTitle>
      <DialogContent>
        <div className={classes.stack}>
          {isLost && <Alert severity="warning">{t('act.lost')}</Alert>}
          {error !== undefined && (
            <ErrorState
              error={error}
              title={t('act.failed')}
              kept={t('act.kept')}
            />
          )}
          {problem && <Alert severity="error">{problem}</Alert>}
          {newlyDenied.length > 0 && (
            <div>
              <h3 className={classes.heading}>{t('outcome.denied')}</h3>
              <FindingList findings={newlyDenied} none="" />
            </div>
          )}
          <div>
            <h3 className={classes.heading}>{t('outcome.kinds')}</h3>
            {kinds.length > 0 ? (
              <ul className={classes.kinds}>
                {kinds.map(kind => (
                  <li key={kind}>{kind}</li>
                ))}
              </ul>
            ) : (
              t('outcome.nothing')
            )}
          </div>
          <Facts
            facts={[
              {
                term: t('outcome.column.service'),
                value: <ServiceLink service={name} />,
              },
              ...(service.request
                ? [
                    {
                      term: t('outcome.column.request'),
                      value: (
                        <>
                          <Link to={requestLink({ id: service.request.id })}>
                            #{service.request.number}
                          </Link>{' '}
                          {state === 'covered' && t('outcome.covered')}
                        </>
                      ),
                    },
                  ]
                : []),
              ...factsOf(service, t),
            ]}
          />
        </div>
      </DialogContent>
      <DialogActions>
        {mayRetry && (
          <Button
            disabled={busy !== undefined}
            onClick={() => run('retry', { services: [name] })}
          >
            {t('outcome.retry')}
          </Button>
        )}
        <Button onClick={onClose} color="primary">
          {t('outcome.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function factsOf(service: CampaignService, t: Words): Fact[] {
  const { team, tier, wave, counts, costBefore, costAfter, currency } = service;
  const { attempts, nextTryAt } = service;
  return [
    { term: t('outcome.column.team'), value: team },
    { term: t('outcome.column.tier'), value: <TierChip tier={tier} /> },
    ...(wave === undefined
      ? []
      : [{ term: t('outcome.column.wave'), value: String(wave) }]),
    {
      term: t('outcome.files_term'),
      value: t('outcome.files', {
        added: String(counts.added),
        changed: String(counts.changed),
        removed: String(counts.removed),
      }),
    },
    ...(costAfter === undefined
      ? []
      : [
          {
            term: t('outcome.column.cost'),
            value: (
              <CostChange
                before={costBefore}
                after={costAfter}
                currency={currency}
              />
            ),
          },
        ]),
    ...(attempts > 1 || nextTryAt
      ? [
          {
            term: t('outcome.attemptsTerm'),
            value: (
              <>
                {t('outcome.attempts', { count: attempts })}
                {nextTryAt && (
                  <>
                    , {t('outcome.nextTry')} <DateTime iso={nextTryAt} />
                  </>
                )}
              </>
            ),
          },
        ]
      : []),
  ];
}
