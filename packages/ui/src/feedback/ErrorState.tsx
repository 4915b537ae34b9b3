import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { isError, type ResponseError } from '@backstage/errors';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import BlockIcon from '@material-ui/icons/Block';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import type { ReactNode } from 'react';
import { uiTranslationRef } from '../translation';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(2),
    maxWidth: 720,
    padding: theme.spacing(3, 2),
  },
  icon: { fontSize: 28, flex: 'none', color: theme.palette.text.secondary },
  message: { overflowWrap: 'anywhere' },
  action: { marginTop: theme.spacing(1.5) },
}));

function isResponseError(error: Error): error is ResponseError {
  return error.name === 'ResponseError' && 'response' in error;
}

/** HTTP status of an error from a backend, where it has one. @public */
export function statusOf(error: unknown): number | undefined {
  if (!isError(error)) {
    return undefined;
  }
  if (isResponseError(error)) {
    return error.response.status;
  }
  const byName: Record<string, number> = {
    NotAllowedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    InputError: 400,
  };
  return byName[error.name];
}

/** What the backend said, without the wrapping of the client. @public */
export function messageOf(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  return isResponseError(error)
    ? error.body?.error?.message || error.message
    : error.message;
}

function Notice(props: {
  icon: typeof ErrorIcon;
  title: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const Icon = props.icon;
  return (
    <div role="alert" className={classes.root}>
      <Icon className={classes.icon} aria-hidden />
      <div>
        <Typography variant="h5" component="p" gutterBottom>
          {props.title}
        </Typography>
        {props.children}
      </div>
    </div>
  );
}

/** @public */
export interface ForbiddenStateProps {
  /** What the backend said. */
  message?: string;
  /** Name of the permission that is missing. */
  permission?: string;
}

/** @public */
export function ForbiddenState(props: ForbiddenStateProps) {
  const { message, permission } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    <Notice icon={BlockIcon} title={t('error.forbiddenTitle')}>
      {message && (
        <Typography variant="body2" className={classes.message} paragraph>
          {message}
        </Typography>
      )}
      <Typography variant="body2" color="textSecondary">
        {permission
          ? t('error.forbiddenTodo', { permission })
          : t('error.forbiddenTodoPlain')}
      </Typography>
    </Notice>
  );
}

/** @public */
export interface ErrorStateProps {
  error: unknown;
  /** What could not be loaded, as a whole sentence: `The change request could not be loaded`. */
  title?: string;
  /** What was kept. */
  kept?: string;
  /** Permission that a 403 is about. */
  permission?: string;
  onRetry?: () => void;
}

/** What happened, what was kept, and what to do. A 403 becomes the forbidden state. @public */
export function ErrorState(props: ErrorStateProps) {
  const { error, title, kept, permission, onRetry } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const status = statusOf(error);

  if (status === 403) {
    return (
      <ForbiddenState message={messageOf(error)} permission={permission} />
    );
  }
  const offline = error instanceof TypeError;
  let todo: string = offline ? t('error.networkTodo') : t('error.todo');
  if (status === 404) {
    todo = t('error.notFoundTodo');
  }
  return (
    <Notice
      icon={ErrorIcon}
      title={
        status === 404 ? t('error.notFoundTitle') : title ?? t('error.title')
      }
    >
      {/* What browsers say when there is no connection helps nobody. */}
      {!offline && (
        <Typography variant="body2" className={classes.message} paragraph>
          {messageOf(error)}
        </Typography>
      )}
      <Typography variant="body2" color="textSecondary">
        {kept ?? t('error.kept')} {todo}
      </Typography>
      {onRetry && status !== 404 && (
        <Button
          variant="outlined"
          size="small"
          className={classes.action}
          onClick={onRetry}
        >
          {t('error.retry')}
        </Button>
      )}
    </Notice>
  );
}
