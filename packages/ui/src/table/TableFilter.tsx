import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import InputAdornment from '@material-ui/core/InputAdornment';
import OutlinedInput from '@material-ui/core/OutlinedInput';
import SearchIcon from '@material-ui/icons/Search';
import { uiTranslationRef } from '../translation';

/** The filter above a table. */
export function TableFilter(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const { label, value, onChange } = props;
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    <OutlinedInput
      type="search"
      margin="dense"
      placeholder={t('table.filter')}
      value={value}
      onChange={event => onChange(event.target.value)}
      inputProps={{ 'aria-label': `${t('table.filter')}: ${label}` }}
      startAdornment={
        <InputAdornment position="start">
          <SearchIcon fontSize="small" aria-hidden />
        </InputAdornment>
      }
    />
  );
}
