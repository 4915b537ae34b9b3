import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentChip, Skeleton, StateChip } from '@fairway/ui';
import { useServiceDelivery } from '../../hooks/useDelivery';
import { useWords } from '../../hooks/useWords';
import { releaseInWords, releaseLook } from '../shared/deliveryStates';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: '2px 12px' },
});

/** How far the releases of a service got, in a line: the last environment that something was heard of says it. */
export function DeliveryLine(props: { service: string }) {
  const t = useWords();
  const classes = useStyles();
  const { value, error } = useServiceDelivery(props.service);
  if (error !== undefined) {
    return <>–</>;
  }
  if (!value) {
    return <Skeleton width={160} height={20} />;
  }
  const last = value.environments.findLast(({ release }) => release);
  if (!last?.release) {
    return <StateChip state="unknown" label={t('delivery.lineNone')} />;
  }
  const release = { ...last.release, missing: last.missing };
  return (
    <span className={classes.root}>
      <EnvironmentChip environment={last.environment} />
      <StateChip
        state={releaseLook(release)}
        label={releaseInWords(release, t)}
      />
    </span>
  );
}
