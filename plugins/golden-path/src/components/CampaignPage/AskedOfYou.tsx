import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import MuiLink from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CampaignService,
  CampaignServiceState,
} from '@fairway/plugin-golden-path-common';
import { PageSection, ServiceLink } from '@fairway/ui';
import type { CampaignInSight } from '../../hooks/useCampaigns';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { showOutcomes } from './showOutcomes';
import type { OutcomeQuery } from './useOutcomeQuery';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(0.75),
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '22px',
  },
  links: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    marginLeft: theme.spacing(1),
  },
  teams: { color: theme.palette.text.secondary },
}));

/** What is waited for, in the order in which it comes. */
const WAITS = ['opening', 'next', 'halted', 'later', 'tried'] as const;

/** Requests that are named; the rest is in the list below. */
const NAMED = 6;

/** What the campaign wants from the teams of who looks at it; nothing when they own no service in it. */
export function AskedOfYou(props: {
  campaign: CampaignInSight;
  services: readonly CampaignService[];
  query: OutcomeQuery;
}) {
  const { campaign, services, query } = props;
  const t = useWords();
  const classes = useStyles();
  const hasStarted = campaign.startedAt !== undefined;
  // What cannot take the edit gets no request, and before the start nothing else has failed.
  const leftOut = ['unchanged', 'skipped', ...(hasStarted ? [] : ['failed'])];
  const yours = services.filter(
    ({ team, state }) =>
      campaign.teams.includes(team) && !leftOut.includes(state),
  );
  if (yours.length === 0) {
    return null;
  }
  const teams = [...new Set(yours.map(({ team }) => team))].sort();
  const inState = (...states: CampaignServiceState[]) =>
    yours.filter(({ state }) => states.includes(state));
  const tasks = (
    [
      ['merge', inState('open')],
      ['covered', inState('covered')],
      ['mend', inState('denied')],
      ['closed', inState('closed')],
      [
        'failed',
        hasStarted ? inState('failed').filter(each => !each.nextTryAt) : [],
      ],
    ] as const
  ).filter(([, some]) => some.length > 0);
  const done = inState('merged').length;
  const mayMergeItself =
    campaign.settings.merge === 'automatic' && tasks[0]?.[0] === 'merge';
  return (
    <PageSection
      title={t('asked.title')}
      aside={
        <span className={classes.teams}>
          {t('asked.teams', { teams: teams.join(', ') })}
        </span>
      }
    >
      <ul className={classes.list}>
        {tasks.map(([task, some]) => (
          <li key={task}>
            {t(`asked.${task}`, { count: some.length })}
            <span className={classes.links}>
              {some.slice(0, NAMED).map(service => (
                <Task key={service.name} service={service} />
              ))}
              {some.length > NAMED && (
                <MuiLink
                  component="button"
                  type="button"
                  variant="body2"
                  onClick={() => {
                    query.set({ team: teams[0], state: some[0].state });
                    showOutcomes();
                  }}
                >
                  {t('asked.show')}
                </MuiLink>
              )}
            </span>
          </li>
        ))}
        {mayMergeItself && <li>{t('asked.itself')}</li>}
        {waitsOf(campaign, yours, t).map(words => (
          <li key={words}>{words}</li>
        ))}
        {done > 0 && (
          <li>
            {done === yours.length
              ? t('asked.nothing')
              : t('asked.done', { count: done })}
          </li>
        )}
      </ul>
    </PageSection>
  );
}

/** What nobody has to do anything for, and why it waits. */
function waitsOf(
  campaign: CampaignInSight,
  yours: readonly CampaignService[],
  t: Words,
): string[] {
  const { startedAt, state, wave: current = 0, settings } = campaign;
  const planned = yours.filter(each => each.state === 'planned');
  if (startedAt === undefined) {
    return planned.length > 0
      ? [t('asked.notStarted', { count: planned.length })]
      : [];
  }
  const due = planned.filter(({ wave = 0 }) => wave <= current).length;
  const waits: Partial<Record<(typeof WAITS)[number], number>> = {
    opening: yours.filter(each => each.state === 'opening').length,
    [state === 'running' ? 'next' : 'halted']: due,
    later: planned.length - due,
    tried: yours.filter(each => each.state === 'failed' && each.nextTryAt)
      .length,
  };
  const most = String(settings.concurrency);
  return WAITS.flatMap(wait => {
    const count = waits[wait] ?? 0;
    return count > 0 ? [t(`asked.${wait}`, { count, most })] : [];
  });
}

/** To the request where there is one, to the service where there is none. */
function Task(props: { service: CampaignService }) {
  const { name, request } = props.service;
  const t = useWords();
  const link = useRouteRef(changeRequestRouteRef);
  return request ? (
    <Link to={link({ id: request.id })}>
      {t('asked.request', { number: String(request.number), service: name })}
    </Link>
  ) : (
    <ServiceLink service={name} max={32} />
  );
}
