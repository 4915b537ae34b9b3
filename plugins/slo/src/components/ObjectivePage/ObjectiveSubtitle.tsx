import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { OwnerLink, ServiceLink, TierChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ObjectiveStateChip } from '../shared/ObjectiveStateChip';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    marginTop: theme.spacing(0.5),
  },
}));

/** How it stands, and whose it is. */
export function ObjectiveSubtitle(props: { value: ObjectiveAnswer }) {
  const { state, reason, service, entity, owner, tier } = props.value;
  const t = useWords();
  const classes = useStyles();
  return (
    <span className={classes.line}>
      <ObjectiveStateChip state={state} reason={reason} />
      {entity ? (
        <ServiceLink service={entity} />
      ) : (
        <span title={t('objective.noService')}>{service}</span>
      )}
      {owner ? (
        <OwnerLink owner={owner} />
      ) : (
        <span>{t('objective.noOwner')}</span>
      )}
      {tier && <TierChip tier={tier} />}
    </span>
  );
}
