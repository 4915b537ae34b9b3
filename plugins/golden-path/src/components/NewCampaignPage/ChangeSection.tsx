import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useId } from 'react';
import type { CampaignMaterial } from '../../hooks/useCampaignMaterial';
import { useWords } from '../../hooks/useWords';
import { RadioCards } from '../shared/RadioCards';
import { EditRows } from './EditRows';
import type { SectionProps } from './section';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5) },
  draft: { maxWidth: 480 },
}));

/** The contract in force, the contract of a draft, or values of the intents. */
export function ChangeSection(
  props: SectionProps & { material: CampaignMaterial },
) {
  const { form, set, trouble, material } = props;
  const { contract, draft, defaults } = material;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <RadioCards
        label={t('campaignForm.change.label')}
        hideLabel
        value={form.type}
        onChange={type => set({ type })}
        options={[
          {
            value: 'contract',
            title: t('campaignForm.change.contract', {
              version: contract.metadata.version,
            }),
            text: t('campaignForm.change.contractText'),
          },
          {
            value: 'draft',
            title: t('campaignForm.change.draft'),
            text: t('campaignForm.change.draftText'),
          },
          {
            value: 'intent',
            title: t('campaignForm.change.intent'),
            text: t('campaignForm.change.intentText'),
          },
        ]}
      />
      {form.type === 'draft' && (
        <DraftSelect
          form={form}
          set={set}
          trouble={trouble}
          drafts={material.drafts}
        />
      )}
      {form.type === 'intent' && (
        <>
          {draft && (
            <Alert severity="info">
              {defaults
                ? t('campaignForm.fromTemplate', {
                    draft: draft.title,
                    template: defaults.template,
                  })
                : t('campaignForm.noDefaults', { draft: draft.title })}
            </Alert>
          )}
          <EditRows
            rows={form.edits}
            trouble={trouble?.edits ?? []}
            onChange={edits => set({ edits })}
          />
        </>
      )}
    </div>
  );
}

function DraftSelect(
  props: SectionProps & { drafts: CampaignMaterial['drafts'] },
) {
  const { form, set, trouble, drafts } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  if (!drafts || drafts.length === 0) {
    return (
      <Typography variant="body2">
        {t(drafts ? 'campaignForm.draftNone' : 'campaignForm.draftForbidden')}
      </Typography>
    );
  }
  const chosen = drafts.find(({ id: each }) => each === form.draft);
  return (
    <TextField
      select
      id={id}
      className={classes.draft}
      size="small"
      variant="outlined"
      label={t('campaignForm.draft')}
      value={chosen?.id ?? ''}
      error={trouble?.draft}
      helperText={trouble?.draft && t('campaignForm.draftChoose')}
      onChange={({ target }) => {
        const draft = drafts.find(each => each.id === target.value);
        set({ draft: draft?.id, ...(draft ? { title: draft.title } : {}) });
      }}
    >
      {drafts.map(draft => (
        <MenuItem key={draft.id} value={draft.id}>
          {draft.title}
        </MenuItem>
      ))}
    </TextField>
  );
}
