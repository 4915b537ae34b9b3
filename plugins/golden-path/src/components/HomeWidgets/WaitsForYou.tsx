import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  changeRequestReadPermission,
  type ChangeRequestSummary,
  type Page,
} from '@fairway/plugin-golden-path-common';
import {
  EmptyState,
  ErrorState,
  PageSection,
  SectionSkeleton,
} from '@fairway/ui';
import { useMyRequests } from '../../hooks/useMyRequests';
import { useWords } from '../../hooks/useWords';
import { changeRequestsRouteRef } from '../../routes';
import { RequestList } from '../shared/RequestList';

const useStyles = makeStyles(theme => ({
  part: { '& + &': { marginTop: theme.spacing(2) } },
  title: {
    margin: theme.spacing(0, 0, 0.5),
    fontSize: 13,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
}));

/** Room of the widgets while they load. */
const HEIGHT = 180;

/** Requests that I have to look at, then those of mine that others have to look at. */
export function WaitsForYou() {
  const t = useWords();
  const list = useRouteRef(changeRequestsRouteRef)();
  const { value, error, loading, reload } = useMyRequests();
  const isEmpty = value && value.toReview.total + value.own.total === 0;
  return (
    <PageSection
      title={t('home.waits')}
      aside={<Link to={list}>{t('home.allRequests')}</Link>}
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('home.waitsFailed')}
          permission={changeRequestReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('home.waits')} height={HEIGHT} />
      )}
      {isEmpty && (
        <EmptyState
          title={t('home.nothingWaits')}
          text={t('home.nothingWaitsText')}
        />
      )}
      {value && (
        <>
          <Part
            title={t('home.toReview')}
            page={value.toReview}
            rest={`${list}?mine=true`}
          />
          <Part title={t('home.own')} page={value.own} rest={list} />
        </>
      )}
    </PageSection>
  );
}

function Part(props: {
  title: string;
  page: Page<ChangeRequestSummary>;
  /** Where those are that found no place here. */
  rest: string;
}) {
  const { title, page, rest } = props;
  const t = useWords();
  const classes = useStyles();
  const more = page.total - page.items.length;
  if (page.items.length === 0) {
    return null;
  }
  return (
    <div className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      <RequestList requests={page.items} />
      {more > 0 && <Link to={rest}>{t('home.more', { count: more })}</Link>}
    </div>
  );
}
