import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { Age, EmptyState, focusRing, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { AuthorLink } from '../shared/AuthorLink';
import { ApprovalChip } from './ApprovalChip';
import { CommentForm } from './CommentForm';
import { timelineOf } from './timeline';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2), maxWidth: 960 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    padding: theme.spacing(1.5, 0),
    '&:not(:last-child)': {
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    fontSize: 14,
  },
  text: {
    fontSize: 14,
    overflowWrap: 'anywhere',
    // Text inside a section is no page of its own.
    '& h1, & h2, & h3, & h4': {
      fontSize: 15,
      margin: theme.spacing(2, 0, 0.5),
    },
    '& p': { margin: theme.spacing(0.5, 0) },
    '& ul, & ol': { paddingLeft: theme.spacing(2.5) },
  },
  // It lists every file, and what people said stands below it.
  description: {
    maxHeight: 360,
    overflowY: 'auto',
    '&:focus-visible': focusRing(theme),
  },
}));

/** The text of the request, then comments and approvals in the order they came. */
export function ConversationTab(props: {
  request: ChangeRequest;
  onChange(request: ChangeRequest): void;
}) {
  const { request, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const timeline = timelineOf(request);
  return (
    <div className={classes.stack}>
      <PageSection title={t('conversation.body')}>
        <div
          className={`${classes.text} ${classes.description}`}
          role="group"
          aria-label={t('conversation.body')}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
          tabIndex={0}
        >
          <MarkdownContent content={request.body} dialect="gfm" />
        </div>
      </PageSection>
      <PageSection title={t('request.conversation')}>
        {timeline.length === 0 ? (
          <EmptyState title={t('conversation.empty')} />
        ) : (
          <ol className={classes.list} aria-live="polite">
            {timeline.map(entry => (
              <li key={entry.key} className={classes.item}>
                <div className={classes.head}>
                  <AuthorLink author={entry.by} />
                  {entry.approval && <ApprovalChip approval={entry.approval} />}
                  <Age since={entry.at} />
                </div>
                {entry.text && (
                  <div className={classes.text}>
                    <MarkdownContent content={entry.text} dialect="gfm" />
                  </div>
                )}
              </li>
            ))}
          </ol>
        )}
      </PageSection>
      {request.state === 'open' && (
        <CommentForm request={request} onChange={onChange} />
      )}
    </div>
  );
}
