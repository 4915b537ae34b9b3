import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  changeRequestCreatePermission,
  type ServiceFlowPreview,
} from '@fairway/plugin-golden-path-common';
import {
  ErrorState,
  formatMoney,
  Facts,
  PageSection,
  SectionSkeleton,
  type Fact,
} from '@fairway/ui';
import { asSentence } from '../../form/words';
import type { FlowPreviewState } from '../../hooks/useFlowPreview';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { CostChange } from '../shared/CostChange';
import { FindingList } from '../shared/FindingList';
import { ChangedServices } from './ChangedServices';
import { ReviewFact } from './ReviewFact';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(1.5) },
  older: { opacity: 0.6 },
  list: { margin: 0, paddingLeft: theme.spacing(2.25) },
}));

/** What a flow would do, while it is filled in. */
export function FlowPreview(props: {
  service: string;
  state: FlowPreviewState;
  /** Whether the flow is whole. */
  isAsked: boolean;
}) {
  const { value, error, waits, reload } = props.state;
  const t = useWords();
  const classes = useStyles();
  let body = (
    <Typography variant="body2" color="textSecondary">
      {t('day2.preview.waiting')}
    </Typography>
  );
  if (error !== undefined) {
    body = (
      <ErrorState
        error={error}
        title={t('day2.preview.failed')}
        kept={t('day2.preview.kept')}
        permission={changeRequestCreatePermission.name}
        onRetry={reload}
      />
    );
  } else if (value) {
    body = (
      <div className={waits ? classes.older : undefined}>
        <Preview preview={value} />
      </div>
    );
  } else if (props.isAsked) {
    body = <SectionSkeleton what={t('day2.preview.loading')} height={168} />;
  }
  return (
    <PageSection
      level={3}
      title={value?.title ?? t('day2.preview.title')}
      aside={
        <span role="status">
          {value && waits ? t('day2.preview.stale') : ''}
        </span>
      }
    >
      {body}
    </PageSection>
  );
}

function Preview(props: { preview: ServiceFlowPreview }) {
  const { preview } = props;
  const { blocked, warnings, openRequest, findings, services } = preview;
  const t = useWords();
  const classes = useStyles();
  const link = useRouteRef(changeRequestRouteRef);
  return (
    <div className={classes.stack}>
      {blocked.length > 0 && (
        <Alert severity="error">
          <AlertTitle>{t('day2.preview.blocked')}</AlertTitle>
          <Sentences texts={blocked.map(inOneLine)} />
        </Alert>
      )}
      {openRequest && (
        <Alert severity="info">
          <Link to={link({ id: openRequest.id })} underline="always">
            {t('day2.preview.open', {
              number: String(openRequest.number),
              title: openRequest.title,
            })}
          </Link>
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert severity="warning">
          <AlertTitle>{t('day2.preview.warnings')}</AlertTitle>
          <Sentences texts={warnings} />
        </Alert>
      )}
      <ChangedServices services={services} />
      <Facts facts={factsOf(preview, t)} />
      {findings.length > 0 && (
        <FindingList findings={findings} none={t('day2.preview.noFindings')} />
      )}
    </div>
  );
}

function inOneLine(blocked: { why: string; remedy: string }): string {
  return `${asSentence(blocked.why)} ${asSentence(blocked.remedy)}`;
}

/** One sentence needs no list. */
function Sentences(props: { texts: string[] }) {
  const { texts } = props;
  const classes = useStyles();
  return texts.length === 1 ? (
    <>{texts[0]}</>
  ) : (
    <ul className={classes.list}>
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function factsOf(preview: ServiceFlowPreview, t: Words): Fact[] {
  const { costBefore, costAfter, currency, review, findings } = preview;
  const cost: Fact[] = [];
  if (costAfter !== undefined) {
    cost.push({
      term: t('day2.preview.cost'),
      value: (
        <CostChange before={costBefore} after={costAfter} currency={currency} />
      ),
    });
  } else if (costBefore !== undefined) {
    cost.push({
      term: t('day2.preview.cost'),
      value: t('day2.preview.gone', {
        before: formatMoney({ amount: costBefore, currency }),
      }),
    });
  }
  return [
    { term: t('day2.preview.review'), value: <ReviewFact review={review} /> },
    ...(findings.length === 0
      ? [
          {
            term: t('day2.preview.findings'),
            value: t('day2.preview.noFindings'),
          },
        ]
      : []),
    ...cost,
  ];
}
