import { makeStyles } from '@material-ui/core/styles';
import { ROLL_UPS } from '@fairway/plugin-slo-common';
import { Segmented } from '@fairway/ui';
import type { ObjectiveList } from '../../hooks/useObjectives';
import { useWords } from '../../hooks/useWords';
import type { FleetQuery } from './useFleetQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(0.5, 2),
  },
}));

/** One by one, or rolled up; and how many there are. */
export function FleetTabs(props: { list: ObjectiveList; query: FleetQuery }) {
  const { list, query } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <span role="status">
        {list.isWhole
          ? t('fleet.total', { count: list.page.total })
          : t('fleet.loading', {
              shown: String(list.items.length),
              total: String(list.page.total),
            })}
      </span>
      <Segmented
        label={t('fleet.view')}
        value={query.by ?? 'one'}
        options={[
          { value: 'one', title: t('fleet.one') },
          ...ROLL_UPS.map(by => ({ value: by, title: t(`fleet.by.${by}`) })),
        ]}
        onChange={view =>
          query.set({ by: ROLL_UPS.find(each => each === view) })
        }
      />
    </span>
  );
}
