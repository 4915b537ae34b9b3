import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { focusRing, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { purposeIn } from './purposeIn';

const useStyles = makeStyles(theme => ({
  text: {
    maxHeight: 420,
    overflow: 'auto',
    fontSize: 14,
    overflowWrap: 'anywhere',
    // Text inside a section is no page of its own.
    '& h1, & h2, & h3, & h4': {
      fontSize: 15,
      margin: theme.spacing(1.5, 0, 0.5),
    },
    '& p': { margin: theme.spacing(0.5, 0) },
    '& ul, & ol': { paddingLeft: theme.spacing(2.5) },
    '& p, & li': { lineHeight: '20px' },
    '& table': { fontSize: 13, lineHeight: '18px', overflowWrap: 'normal' },
    '&& th, && td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      verticalAlign: 'top',
      wordBreak: 'normal',
    },
    '&:focus-visible': focusRing(theme),
  },
}));

/** What a request is for that does more than change a service, with what proves it; nothing for a plain change. */
export function Purpose(props: { request: ChangeRequest }) {
  const { kind = 'change', body } = props.request;
  const t = useWords();
  const classes = useStyles();
  if (kind === 'change') {
    return null;
  }
  return (
    <PageSection title={t('request.purpose')}>
      <div
        className={classes.text}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
        tabIndex={0}
        role="group"
        aria-label={t('request.purpose')}
      >
        <MarkdownContent content={purposeIn(body)} />
      </div>
    </PageSection>
  );
}
