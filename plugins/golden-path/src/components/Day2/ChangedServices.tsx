import { makeStyles } from '@material-ui/core/styles';
import type { ServiceFlowPreview } from '@fairway/plugin-golden-path-common';
import { MiddleTruncate } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ChangeIcon } from '../shared/ChangeIcon';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: 14,
    maxHeight: 260,
    overflowY: 'auto',
  },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
  },
  name: { fontWeight: 600 },
  team: { color: theme.palette.text.secondary },
  words: { margin: 0, paddingLeft: theme.spacing(2.25) },
}));

/** Services whose intent changes, each with what changes in words. */
export function ChangedServices(props: {
  services: ServiceFlowPreview['services'];
}) {
  const { services } = props;
  const t = useWords();
  const classes = useStyles();
  if (services.length === 0) {
    return null;
  }
  return (
    <ul
      className={classes.list}
      aria-label={t('day2.preview.services')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
      tabIndex={0}
    >
      {services.map(({ name, team, change, words }) => (
        <li key={`${change} ${name}`} className={classes.item}>
          <ChangeIcon change={change} />
          <div>
            <span className={classes.name}>
              <MiddleTruncate text={name} max={48} />
            </span>{' '}
            <span className={classes.team}>
              {t('day2.preview.team', { team })}
            </span>
            {words.length > 0 && (
              <ul className={classes.words}>
                {words.map(word => (
                  <li key={word}>{word}</li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
