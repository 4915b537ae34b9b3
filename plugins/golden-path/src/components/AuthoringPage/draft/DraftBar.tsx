import Button from '@material-ui/core/Button';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { parseEntityRef } from '@backstage/catalog-model';
import { formatAge, StateChip, type State } from '@fairway/ui';
import { useId, useState } from 'react';
import type { DraftInHand } from '../../../hooks/useDraftInHand';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import type { DraftActions } from './useDraftActions';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
  },
  picker: { width: 340, maxWidth: '100%' },
  option: { display: 'block', minWidth: 0, overflow: 'hidden' },
  title: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  about: {
    display: 'block',
    fontSize: 12.5,
    color: theme.palette.text.secondary,
  },
  counted: { fontSize: 14, color: theme.palette.text.secondary },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
}));

/** What is out has no id. */
const OUT = 'out';

/** Nothing where there is nothing to save. */
function stateOf(
  draft: DraftInHand,
): { state: State; key: 'saving' | 'unsaved' | 'saved' } | undefined {
  if (draft.saving) {
    return { state: 'unknown', key: 'saving' };
  }
  if (draft.isDirty) {
    return { state: 'attention', key: 'unsaved' };
  }
  return draft.saved && { state: 'good', key: 'saved' };
}

/** Which draft is in hand, whether it is saved, and what can be done with it. */
export function DraftBar(props: {
  workbench: Workbench;
  actions: DraftActions;
}) {
  const { workbench, actions } = props;
  const { authoring, draft, link } = workbench;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const [menu, setMenu] = useState<Element | null>(null);
  const standing = stateOf(draft);
  const count = Object.keys(draft.changes).length;
  const isDraft = draft.saved !== undefined;
  const drafts = draftsOf(workbench);
  const chosen = drafts.some(each => each.id === link.draft) ? link.draft : '';
  const fromMenu = (run: () => void) => () => {
    setMenu(null);
    run();
  };

  return (
    <div className={classes.root} role="group" aria-label={t('draft.label')}>
      <TextField
        select
        id={id}
        className={classes.picker}
        size="small"
        variant="outlined"
        label={t('draft.label')}
        value={link.draft === undefined ? OUT : chosen}
        onChange={event =>
          link.show({
            draft: event.target.value === OUT ? null : event.target.value,
          })
        }
        SelectProps={{
          renderValue: () => (
            <span className={classes.title}>
              {link.draft === undefined
                ? t('draft.out', { version: authoring.contractVersion })
                : titleOf(workbench)}
            </span>
          ),
        }}
      >
        <MenuItem value={OUT}>
          {t('draft.out', { version: authoring.contractVersion })}
        </MenuItem>
        {drafts.map(each => (
          <MenuItem key={each.id} value={each.id}>
            <span className={classes.option}>
              <span className={classes.title}>{each.title}</span>
              <span className={classes.about}>
                {t('draft.by', {
                  who: parseEntityRef(each.changedBy).name,
                  when: formatAge({ since: each.changedAt, now: Date.now() }),
                })}
              </span>
            </span>
          </MenuItem>
        ))}
      </TextField>
      <span role="status">
        {standing && (
          <StateChip
            state={standing.state}
            label={t(`draft.${standing.key}`)}
          />
        )}
        {!standing && link.draft === undefined && (
          <span className={classes.counted}>{t('draft.nothing')}</span>
        )}
      </span>
      {count > 0 && (
        <span className={classes.counted}>{t('draft.files', { count })}</span>
      )}
      <span className={classes.buttons}>
        <Tooltip title={t('draft.saveKeys')}>
          <span>
            <Button
              variant="contained"
              color="primary"
              disabled={draft.saving || !draft.isDirty}
              onClick={actions.save}
            >
              {t('draft.save')}
            </Button>
          </span>
        </Tooltip>
        <Button variant="outlined" onClick={() => actions.open('new')}>
          {t('draft.new')}
        </Button>
        <Button
          variant="outlined"
          disabled={count === 0}
          onClick={() => actions.open('patch')}
        >
          {t('draft.patch')}
        </Button>
        <Button
          variant="outlined"
          aria-haspopup="menu"
          aria-label={t('draft.more')}
          disabled={!isDraft && !draft.isDirty}
          onClick={event => setMenu(event.currentTarget)}
        >
          ⋯
        </Button>
        <Menu
          anchorEl={menu}
          open={menu !== null}
          onClose={() => setMenu(null)}
        >
          <MenuItem
            disabled={!draft.isDirty}
            onClick={fromMenu(() => actions.open('discard'))}
          >
            {t('draft.discard')}
          </MenuItem>
          <MenuItem
            disabled={!isDraft}
            onClick={fromMenu(() => actions.open('rename'))}
          >
            {t('draft.rename')}
          </MenuItem>
          <MenuItem
            disabled={!isDraft}
            onClick={fromMenu(() => actions.open('delete'))}
          >
            {t('draft.delete')}
          </MenuItem>
        </Menu>
      </span>
    </div>
  );
}

function titleOf({ draft, link, authoring }: Workbench): string {
  return (
    draft.saved?.title ??
    authoring.drafts.find(({ id }) => id === link.draft)?.title ??
    ''
  );
}

/** The one in hand is among them, also while the list is older than it. */
function draftsOf({ draft, authoring }: Workbench) {
  const { drafts } = authoring;
  const { saved } = draft;
  return !saved || drafts.some(({ id }) => id === saved.id)
    ? drafts
    : [saved, ...drafts];
}
