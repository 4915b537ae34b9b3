import { makeStyles } from '@material-ui/core/styles';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import { PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2), maxWidth: 960 },
  list: { margin: 0, paddingLeft: theme.spacing(2.5), fontSize: 14 },
  kind: { fontWeight: 600 },
}));

/** What each version changed, the newest first as the contract has it. */
export function Changelog(props: { contract: PlatformContract }) {
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.stack}>
      {props.contract.changelog.map(({ version, date, changes }) => (
        <PageSection key={version} title={version} aside={<span>{date}</span>}>
          <ul className={classes.list}>
            {changes.map(({ kind, text }) => (
              <li key={text}>
                <span className={classes.kind}>{t(`changelog.${kind}`)}:</span>{' '}
                {text}
              </li>
            ))}
          </ul>
        </PageSection>
      ))}
    </div>
  );
}
