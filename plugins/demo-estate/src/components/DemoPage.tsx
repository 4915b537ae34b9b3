import { Content, Header, Page } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  EmptyState,
  ErrorState,
  PageSection,
  TableSkeleton,
} from '@fairway/ui';
import { useFaults } from '../faults';
import { words } from '../words';
import { FaultForm } from './FaultForm';
import { FaultList } from './FaultList';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    maxWidth: 960,
  },
}));

/** What goes wrong in the demo estate, because somebody wanted to see it. */
export function DemoPage() {
  const classes = useStyles();
  const { value, error, loading, reload } = useFaults();
  return (
    <Page themeId="tool">
      <Header title={words.title} subtitle={words.subtitle} />
      <Content>
        <div className={classes.stack}>
          {value && (
            <PageSection title={words.switchOn}>
              {value.maySwitch ? <FaultForm onDone={reload} /> : words.mayNot}
            </PageSection>
          )}
          {error !== undefined && (
            <ErrorState
              error={error}
              title={words.failed}
              permission="demo-estate.fault.read"
              onRetry={reload}
            />
          )}
          {(value || loading) && (
            <PageSection title={words.on} flush>
              {!value && <TableSkeleton what={words.on} rows={3} columns={3} />}
              {value?.on.length === 0 && (
                <EmptyState title={words.none} text={words.noneText} />
              )}
              {value && value.on.length > 0 && (
                <FaultList
                  faults={value.on}
                  maySwitch={value.maySwitch}
                  onDone={reload}
                />
              )}
            </PageSection>
          )}
        </div>
      </Content>
    </Page>
  );
}
