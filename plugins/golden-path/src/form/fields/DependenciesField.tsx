import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import { usePreviewContext } from '../preview/PreviewContext';
import { AgreementState } from './AgreementState';
import { resourceChoices, serviceChoices, teamChoices } from './choices';
import {
  asKind,
  DEPENDENCY_KINDS,
  draftsOf,
  kindOf,
  type DependencyDraft,
  type DependencyKind,
} from './dependency';
import { NamePicker } from './NamePicker';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

const kindLabels: Record<DependencyKind, string> = {
  service: 'Service',
  topic: 'Topic',
  resource: 'Resource',
  external: 'Outside',
};

/** What this service calls: picked from what exists, with the other side's answer beside it. */
export function DependenciesField(
  props: FieldExtensionComponentProps<unknown[]>,
) {
  const { onChange, schema, disabled, errorSchema: errors } = props;
  const { facts, preview } = usePreviewContext();
  const agreements = preview?.result?.agreements ?? [];
  const drafts = draftsOf(props.formData);
  const idOf = (index: number, part: string) =>
    `${props.idSchema.$id}-${index}-${part}`;

  const wrong = (index: number, part: string, isMain = false) =>
    isWrong({
      errors,
      index,
      part,
      isMain,
      parts: ['owner', 'onFailure', 'timeout'],
    });

  const set = (index: number, draft: DependencyDraft) =>
    onChange(drafts.map((item, at) => (at === index ? draft : item)));

  const name = (draft: DependencyDraft, index: number) => {
    const kind = kindOf(draft);
    const value = draft[kind] ?? '';
    const change = (text: string) => set(index, { ...draft, [kind]: text });
    return kind === 'external' ? (
      <TextField
        id={idOf(index, 'name')}
        label="Host and port"
        placeholder="api.stripe.com:443"
        value={value}
        error={wrong(index, kind, true)}
        onChange={({ target }) => change(target.value)}
        style={{ flex: '2 1 240px' }}
        inputProps={{ spellCheck: false }}
        disabled={disabled}
      />
    ) : (
      <NamePicker
        id={idOf(index, 'name')}
        label={kindLabels[kind]}
        value={value}
        error={wrong(index, kind, true)}
        choices={
          kind === 'service'
            ? serviceChoices(facts)
            : resourceChoices(facts, kind)
        }
        onChange={change}
        disabled={disabled}
      />
    );
  };

  return (
    <Rows
      title={schema.title ?? 'Dependencies'}
      description={schema.description}
      items={drafts}
      errors={errors}
      addLabel="Add a dependency"
      labelOf={(draft, index) =>
        draft[kindOf(draft)] || `dependency ${index + 1}`
      }
      onAdd={() => onChange([...drafts, { service: '' }])}
      onRemove={index => onChange(drafts.filter((_, at) => at !== index))}
      disabled={disabled}
      render={(draft, index) => (
        <>
          <TextField
            select
            // The browser's own: quick with the keyboard, and nothing lies over the page while it closes.
            SelectProps={{ native: true }}
            id={idOf(index, 'kind')}
            label="Kind"
            value={kindOf(draft)}
            onChange={({ target }) => {
              const kind = DEPENDENCY_KINDS.find(one => one === target.value);
              if (kind) {
                set(index, asKind(draft, kind));
              }
            }}
            style={{ flex: '0 0 104px' }}
            disabled={disabled}
          >
            {DEPENDENCY_KINDS.map(kind => (
              <option key={kind} value={kind}>
                {kindLabels[kind]}
              </option>
            ))}
          </TextField>
          {name(draft, index)}
          {draft.external !== undefined && (
            <NamePicker
              id={idOf(index, 'owner')}
              label="Who answers for it"
              value={(draft.owner ?? '').replace(/^group:/, '')}
              error={wrong(index, 'owner')}
              choices={teamChoices(facts)}
              onChange={team =>
                set(index, { ...draft, owner: team && `group:${team}` })
              }
              disabled={disabled}
            />
          )}
          <TextField
            id={idOf(index, 'failure')}
            label="When it fails"
            placeholder="queue and retry for 15 min"
            value={draft.onFailure ?? ''}
            error={wrong(index, 'onFailure')}
            onChange={({ target }) =>
              set(index, { ...draft, onFailure: target.value })
            }
            style={{ flex: '2 1 200px' }}
            required={draft.external !== undefined}
            disabled={disabled}
          />
          {draft.service !== undefined && (
            <TextField
              id={idOf(index, 'timeout')}
              label="Longest wait"
              placeholder="2s"
              value={draft.timeout ?? ''}
              error={wrong(index, 'timeout')}
              onChange={({ target }) =>
                set(index, { ...draft, timeout: target.value })
              }
              style={{ flex: '0 1 104px' }}
              inputProps={{ spellCheck: false }}
              disabled={disabled}
            />
          )}
          <AgreementState
            agreement={agreements.find(
              ({ callee }) => callee === draft[kindOf(draft)],
            )}
          />
        </>
      )}
    />
  );
}
