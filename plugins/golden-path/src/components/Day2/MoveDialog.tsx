import { makeStyles } from '@material-ui/core/styles';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import { useId, useMemo, useState } from 'react';
import { teamChoices } from '../../form/fields/choices';
import { NamePicker } from '../../form/fields/NamePicker';
import { useGoldenPathFacts } from '../../hooks/useGoldenPathFacts';
import { useWords } from '../../hooks/useWords';
import { FlowDialog } from './FlowDialog';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    gap: theme.spacing(2),
  },
}));

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Another team answers for it, and perhaps another system holds it. */
export function MoveDialog(props: { intent: ServiceIntent; onClose(): void }) {
  const { name: service, owner, system } = props.intent.metadata;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const { value: facts } = useGoldenPathFacts();
  const [team, setTeam] = useState('');
  const [into, setInto] = useState(system);
  const systems = useMemo(
    () =>
      [
        ...new Set(
          Object.values(facts?.fleet.services ?? {}).map(each => each.system),
        ),
      ]
        .sort()
        .map(name => ({ name })),
    [facts],
  );
  const isWhole =
    NAME.test(team) &&
    NAME.test(into) &&
    (`group:${team}` !== owner || into !== system);
  return (
    <FlowDialog
      service={service}
      kind="move"
      flow={
        isWhole
          ? {
              kind: 'move',
              owner: `group:${team}`,
              ...(into === system ? {} : { system: into }),
            }
          : undefined
      }
      onClose={props.onClose}
    >
      <div className={classes.fields}>
        <NamePicker
          id={`${id}-owner`}
          label={t('day2.move.owner')}
          value={team}
          choices={teamChoices(facts)}
          onChange={setTeam}
          error={team !== '' && !NAME.test(team)}
          required
        />
        <NamePicker
          id={`${id}-system`}
          label={t('day2.move.system')}
          helperText={t('day2.move.systemHelp')}
          value={into}
          choices={systems}
          onChange={setInto}
          error={!NAME.test(into)}
        />
      </div>
    </FlowDialog>
  );
}
