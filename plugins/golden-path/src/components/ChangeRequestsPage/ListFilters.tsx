import Checkbox from '@material-ui/core/Checkbox';
import Chip from '@material-ui/core/Chip';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import InputAdornment from '@material-ui/core/InputAdornment';
import OutlinedInput from '@material-ui/core/OutlinedInput';
import { makeStyles } from '@material-ui/core/styles';
import SearchIcon from '@material-ui/icons/Search';
import { Segmented } from '@fairway/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useWords } from '../../hooks/useWords';
import type { ListQuery } from './useListQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
    padding: theme.spacing(1.5, 2),
  },
  search: { width: 320, maxWidth: '100%' },
  check: { marginRight: 0 },
}));

/** Long enough to type a word, short enough to feel at once. */
const TYPING_PAUSE_MS = 250;

/** State, whom it waits for, and words to look for. */
export function ListFilters(props: {
  query: ListQuery;
  /** Title of the campaign that is asked for, once it is known. */
  campaign?: string;
}) {
  const { query, campaign } = props;
  const t = useWords();
  const classes = useStyles();
  const [search, setSearch] = useState(query.search);

  useDebounce(
    () => {
      if (search.trim() !== query.search) {
        query.set({ search: search.trim() });
      }
    },
    TYPING_PAUSE_MS,
    [search],
  );

  return (
    <div className={classes.root}>
      <Segmented
        label={t('list.state')}
        value={query.state}
        onChange={state => query.set({ state })}
        options={[
          { value: 'open', title: t('list.open') },
          { value: 'merged', title: t('list.merged') },
          { value: 'closed', title: t('list.closed') },
        ]}
      />
      <FormControlLabel
        className={classes.check}
        control={
          <Checkbox
            color="primary"
            size="small"
            checked={query.awaitingMe}
            onChange={event => query.set({ awaitingMe: event.target.checked })}
          />
        }
        label={t('list.waitsForMe')}
      />
      {query.campaign && (
        <Chip
          label={
            campaign
              ? t('list.ofCampaign', { title: campaign })
              : t('list.ofOneCampaign')
          }
          onDelete={() => query.set({ campaign: null })}
        />
      )}
      <OutlinedInput
        className={classes.search}
        type="search"
        margin="dense"
        value={search}
        onChange={event => setSearch(event.target.value)}
        placeholder={t('list.search')}
        inputProps={{ 'aria-label': t('list.searchLabel') }}
        startAdornment={
          <InputAdornment position="start">
            <SearchIcon fontSize="small" aria-hidden />
          </InputAdornment>
        }
      />
    </div>
  );
}
