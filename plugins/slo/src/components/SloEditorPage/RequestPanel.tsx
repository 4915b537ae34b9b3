import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  changeRequestCreatePermission,
  problemsOfFailure,
} from '@fairway/plugin-golden-path-common';
import { isDerived, type ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { messageOf, statusOf } from '@fairway/ui';
import { useId, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { ProblemList } from '../shared/ProblemList';
import type { ReadDraft } from './readDraft';
import type { OpenRequest } from './useOpenRequest';
import type { SloDraft } from './useSloDraft';

/** What the golden path takes. */
const MOST_MESSAGE = 500;

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(1.5) },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    fontSize: 14,
    color: theme.palette.text.secondary,
  },
  text: { margin: 0, fontSize: 14, lineHeight: '20px' },
}));

/** Hands what was written on, as a change request. */
export function RequestPanel(props: {
  draft: SloDraft;
  read: ReadDraft;
  /** Whether what was read is what is written. */
  isCurrent: boolean;
  request: OpenRequest;
  /** The objective as it is, where one is changed. */
  value?: ObjectiveAnswer;
  onLine(line: number): void;
}) {
  const { draft, read, isCurrent, request, value, onLine } = props;
  const { service } = read;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const [message, setMessage] = useState('');
  const hasProblems = read.problems.length > 0;
  const { allowed, loading } = usePermission({
    permission: changeRequestCreatePermission,
  });
  const mayNot = !loading && !allowed;
  // A new one may be asked for as it stands: its names are replaced, or it is the answer of the server that says so.
  const isSame = value !== undefined && !draft.isChanged;
  if (request.opened) {
    return <Opened request={request.opened} />;
  }
  let note = service && t('request.forService', { service });
  if (mayNot) {
    note = t('request.mayNot', {
      permission: changeRequestCreatePermission.name,
    });
  } else if (hasProblems) {
    note = t('request.mend');
  } else if (isSame) {
    note = t('request.unchanged');
  }
  const open = async () => {
    if (
      service &&
      (await request.open({
        service,
        text: draft.text,
        // Others it has not derived, and it cannot tell what became of them.
        ...(value &&
          isDerived(value.origin, value.service) && { base: draft.base }),
        message: message.trim(),
      }))
    ) {
      draft.done();
    }
  };
  return (
    <div className={classes.stack}>
      <TextField
        id={id}
        size="small"
        variant="outlined"
        fullWidth
        multiline
        maxRows={4}
        label={t('request.message')}
        value={message}
        onChange={({ target }) => setMessage(target.value)}
        inputProps={{ maxLength: MOST_MESSAGE }}
      />
      <div className={classes.actions}>
        <Button
          color="primary"
          variant="contained"
          disabled={
            !allowed ||
            hasProblems ||
            isSame ||
            !isCurrent ||
            !service ||
            request.isBusy
          }
          onClick={open}
        >
          {request.isBusy ? t('request.opening') : t('request.open')}
        </Button>
        <span role="status">{note}</span>
      </div>
      {request.error !== undefined && (
        <Failure
          error={request.error}
          service={service ?? ''}
          value={value}
          onLine={onLine}
        />
      )}
    </div>
  );
}

function Opened(props: { request: NonNullable<OpenRequest['opened']> }) {
  const { id, title, state } = props.request;
  const isMerged = state === 'merged';
  const t = useWords();
  const classes = useStyles();
  const route = useRouteRef(changeRequestRouteRef);
  return (
    <div className={classes.stack} role="status">
      <p className={classes.text}>
        <strong>{isMerged ? t('request.merged') : t('request.opened')}</strong>{' '}
        {title}
      </p>
      <p className={classes.text}>
        {isMerged ? t('request.mergedText') : t('request.openedText')}
      </p>
      <div>
        <LinkButton
          color="primary"
          variant="contained"
          to={route?.({ id }) ?? `/change-requests/${encodeURIComponent(id)}`}
        >
          {t('request.show')}
        </LinkButton>
      </div>
    </div>
  );
}

/** What went wrong, at its line where it has one, and what to do. */
function Failure(props: {
  error: unknown;
  service: string;
  value?: ObjectiveAnswer;
  onLine(line: number): void;
}) {
  const { error, service, value, onLine } = props;
  const t = useWords();
  const classes = useStyles();
  const problems = problemsOfFailure(error);
  let why = messageOf(error);
  if (statusOf(error) === 404) {
    why = value
      ? t('request.notFound', { service, place: value.document.place.file })
      : t('request.notFoundNew', { service });
  } else if (problems.length > 0) {
    why = t('request.refused');
  }
  return (
    <div role="alert">
      <p className={classes.text}>
        <strong>{t('request.failed')}.</strong> {why} {t('request.keptText')}
      </p>
      {problems.length > 0 && (
        <ProblemList
          label={t('editor.problemList')}
          problems={problems}
          onLine={onLine}
        />
      )}
    </div>
  );
}
