import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { casesOf } from '../../../authoring/cases';
import { firstAnswers } from './firstAnswers';

const useStyles = makeStyles({
  picker: { flex: '1 1 150px', minWidth: 0, maxWidth: 360 },
});

/** A long list stays quick: people type, they do not scroll through thousands. */
const filterOptions = createFilterOptions<string>({ limit: 50 });

/** A select has to have a value; no test is called so. */
const OWN = '';

/** Which service, or which template with which answers. */
export function FeedPicker(props: { workbench: Workbench }) {
  const { workbench } = props;
  const { feed, link, services } = workbench;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  if (feed.feed?.kind === 'service') {
    const { name } = feed.feed;
    return (
      <Autocomplete<string, false, true>
        id={id}
        className={classes.picker}
        size="small"
        // One that is gone, or not loaded yet, is still what the address names.
        options={services.includes(name) ? services : [name, ...services]}
        disableClearable
        filterOptions={filterOptions}
        value={name}
        getOptionSelected={(option, value) => option === value}
        noOptionsText={t('feed.noService')}
        onChange={(_event, next) =>
          link.show({ feed: { kind: 'service', name: next } })
        }
        renderInput={params => (
          <TextField
            {...params}
            variant="outlined"
            label={t('feed.pickService')}
            inputProps={{ ...params.inputProps, spellCheck: false }}
          />
        )}
      />
    );
  }
  return feed.feed && 'template' in feed.feed ? (
    <TemplatePicker workbench={workbench} template={feed.feed.template} />
  ) : null;
}

function TemplatePicker(props: { workbench: Workbench; template: string }) {
  const { workbench, template } = props;
  const { feed, link, templates, files } = workbench;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const test = feed.feed?.kind === 'test' ? feed.feed.test : OWN;
  const tests = casesOf(files, template).map(each => each.test);
  return (
    <>
      <TextField
        select
        id={`${id}-template`}
        size="small"
        variant="outlined"
        className={classes.picker}
        label={t('feed.template')}
        value={templates.names.includes(template) ? template : ''}
        onChange={event =>
          link.show({ feed: firstAnswers(workbench, event.target.value) })
        }
      >
        {templates.names.map(name => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        id={`${id}-answers`}
        size="small"
        variant="outlined"
        className={classes.picker}
        label={t('feed.answers')}
        value={tests.includes(test) ? test : OWN}
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        onChange={event =>
          link.show({
            feed:
              event.target.value === OWN
                ? { kind: 'answers', template }
                : { kind: 'test', template, test: event.target.value },
          })
        }
      >
        {tests.map(name => (
          <MenuItem key={name} value={name}>
            {t('feed.testNamed', { name })}
          </MenuItem>
        ))}
        <MenuItem value={OWN}>{t('feed.ownAnswers')}</MenuItem>
      </TextField>
    </>
  );
}
