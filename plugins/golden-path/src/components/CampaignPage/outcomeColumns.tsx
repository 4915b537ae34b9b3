import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import MuiLink from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import type { CampaignService } from '@fairway/plugin-golden-path-common';
import {
  Age,
  MiddleTruncate,
  moneyDifference,
  ServiceLink,
  TierChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { SERVICE_STATE_ORDER } from '../shared/campaignStates';
import { ServiceStateChip } from '../shared/CampaignStateChip';
import { CostDifference } from '../shared/CostChange';
import { reviewerName } from '../shared/decision';
import { byTelling } from './byTelling';

/** What is most worth knowing of a service, in a line: what is wrong, or what changes. */
function inALine(service: CampaignService, t: Words): string {
  const { state, newlyDenied, problem, kinds } = service;
  if (state === 'denied' && newlyDenied.length > 0) {
    return newlyDenied[0].message;
  }
  if (problem && state !== 'merged') {
    // Whose intent it is stands in the row.
    return problem.replace(`services/${service.name}/intent.yaml: `, '');
  }
  const [first, ...more] = [...kinds].sort(byTelling);
  if (first === undefined) {
    return t('outcome.nothing');
  }
  return more.length > 0
    ? t('outcome.more', { first, count: more.length })
    : first;
}

const useStyles = makeStyles({
  line: {
    display: 'block',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'left',
  },
});

/** In a line, with the way to all that is known. */
function Changes(props: { service: CampaignService; onShow(): void }) {
  const { service, onShow } = props;
  const t = useWords();
  const classes = useStyles();
  const line = inALine(service, t);
  return (
    <MuiLink
      component="button"
      type="button"
      variant="inherit"
      color="inherit"
      underline="hover"
      className={classes.line}
      title={line}
      aria-label={`${t('outcome.details', { service: service.name })}: ${line}`}
      aria-haspopup="dialog"
      onClick={onShow}
    >
      {line}
    </MuiLink>
  );
}

function Request(props: { service: CampaignService }) {
  const { request } = props.service;
  const link = useRouteRef(changeRequestRouteRef);
  return request ? (
    <Link to={link({ id: request.id })}>#{request.number}</Link>
  ) : (
    <>–</>
  );
}

function reviewOf({ review }: CampaignService, t: Words): string {
  if (!review) {
    return '–';
  }
  return review.decision === 'review'
    ? review.reviewers.map(reviewerName).join(', ')
    : t('outcome.nobody');
}

/** What the list of services shows of each. */
export function outcomeColumns(options: {
  t: Words;
  showDetails(service: string): void;
}): DataTableColumn<CampaignService>[] {
  const { t, showDetails } = options;
  return [
    {
      id: 'service',
      title: t('outcome.column.service'),
      cell: ({ name }) => <ServiceLink service={name} max={28} />,
      sortValue: ({ name }) => name,
    },
    {
      id: 'state',
      title: t('outcome.column.state'),
      cell: ({ state }) => <ServiceStateChip state={state} />,
      sortValue: ({ state }) => SERVICE_STATE_ORDER.indexOf(state),
    },
    {
      id: 'request',
      title: t('outcome.column.request'),
      numeric: true,
      cell: service => <Request service={service} />,
      sortValue: ({ request }) => request?.number,
    },
    {
      id: 'changes',
      title: t('outcome.column.changes'),
      grow: true,
      cell: service => (
        <Changes service={service} onShow={() => showDetails(service.name)} />
      ),
    },
    {
      id: 'team',
      hideBelow: 'narrow',
      title: t('outcome.column.team'),
      cell: ({ team }) => <MiddleTruncate text={team} max={18} />,
      sortValue: ({ team }) => team,
    },
    {
      id: 'tier',
      hideBelow: 'wide',
      title: t('outcome.column.tier'),
      cell: ({ tier }) => <TierChip tier={tier} />,
      sortValue: ({ tier }) => tier,
    },
    {
      id: 'wave',
      hideBelow: 'wide',
      title: t('outcome.column.wave'),
      numeric: true,
      cell: ({ wave }) => wave ?? '–',
      sortValue: ({ wave }) => wave,
    },
    {
      id: 'review',
      hideBelow: 'widest',
      title: t('outcome.column.review'),
      cell: service => reviewOf(service, t),
      sortValue: service => reviewOf(service, t),
    },
    {
      id: 'cost',
      hideBelow: 'medium',
      title: t('outcome.column.cost'),
      numeric: true,
      cell: ({ costBefore, costAfter, currency }) =>
        costAfter === undefined ? (
          '–'
        ) : (
          <CostDifference
            before={costBefore}
            after={costAfter}
            currency={currency}
          />
        ),
      sortValue: ({ costBefore = '0', costAfter }) =>
        costAfter === undefined
          ? undefined
          : Number(moneyDifference(costBefore, costAfter)),
    },
    {
      id: 'age',
      hideBelow: 'widest',
      title: t('outcome.column.age'),
      numeric: true,
      cell: ({ updatedAt }) => <Age since={updatedAt} />,
      sortValue: ({ updatedAt }) => updatedAt,
    },
  ];
}
