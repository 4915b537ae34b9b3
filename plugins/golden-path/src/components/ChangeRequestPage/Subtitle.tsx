import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { DateTime, OwnerLink } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { AuthorLink } from '../shared/AuthorLink';
import { PurposeChips } from '../shared/PurposeChips';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2.5),
    fontFamily: theme.typography.fontFamily,
    fontSize: 14,
    '& a': { color: 'inherit', textDecoration: 'underline' },
    // What stands first stands in line with the title.
    '& > :first-child': { marginLeft: 0 },
  },
  part: { display: 'inline-flex', alignItems: 'baseline', gap: 6 },
}));

const LOCAL_HOST = 'local';
const HOST_TITLES: Partial<Record<string, string>> = {
  gitea: 'Gitea',
  github: 'GitHub',
  gitlab: 'GitLab',
};

/** Who, when, and where the request lies. */
export function Subtitle(props: { request: ChangeRequest }) {
  const { author, owner, createdAt, host, url, branch, base } = props.request;
  const t = useWords();
  const classes = useStyles();
  // The local host's requests are pages of this portal: this very page.
  const isElsewhere =
    host !== LOCAL_HOST &&
    new URL(url, window.location.href).origin !== window.location.origin;
  return (
    <span className={classes.root}>
      <PurposeChips request={props.request} />
      <span className={classes.part}>
        {t('request.by')} <AuthorLink author={author} />
      </span>
      <span className={classes.part}>
        {t('request.for')} <OwnerLink owner={owner} />
      </span>
      <span className={classes.part}>
        {t('request.opened')} <DateTime iso={createdAt} />
      </span>
      <span className={classes.part}>
        {branch} → {base}
      </span>
      {isElsewhere && (
        <Link to={url}>
          {t('request.openOn', { host: HOST_TITLES[host] ?? host })}
        </Link>
      )}
    </span>
  );
}
