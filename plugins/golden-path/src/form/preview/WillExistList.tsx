import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  willExist,
  type CompileResult,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { EmptyState, EnvironmentChip, Facts } from '@fairway/ui';
import { useMemo } from 'react';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(3) },
  head: { marginBottom: theme.spacing(1) },
}));

/** What will run in each environment, in words: how much, in which clusters, how its pods are placed, who reaches it. */
export function WillExistList(props: {
  result: CompileResult;
  contract: PlatformContract;
}) {
  const { result, contract } = props;
  const classes = useStyles();
  const all = useMemo(
    () => willExist({ result, contract }),
    [result, contract],
  );
  if (!all.length) {
    return <EmptyState title="Nothing runs yet" />;
  }
  return (
    <div className={classes.root}>
      {all.map(each => (
        <section key={each.environment} aria-label={each.environment}>
          <Typography component="h3" className={classes.head}>
            <EnvironmentChip environment={each.environment} />
          </Typography>
          <Facts
            facts={[
              { term: 'Runs', value: each.work },
              { term: 'Clusters', value: each.clusters },
              { term: 'Namespace', value: each.namespace },
              { term: 'Pods', value: each.pods.join('; ') },
              { term: 'Reached', value: each.reachedBy },
            ]}
          />
        </section>
      ))}
    </div>
  );
}
