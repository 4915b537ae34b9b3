import type { FieldProps } from '@rjsf/utils';
import { makeStyles } from '@material-ui/core/styles';
import {
  formPathOf,
  type FormPath,
  type IntentForm,
} from '@fairway/plugin-golden-path-common';
import { useEffect, useMemo, useRef } from 'react';
import { ByHand } from './change/ByHand';
import { useChange } from './change/useChange';
import { useDraft } from './draft/useDraft';
import { formOf, workloadTypeOf } from './formOf';
import { Notices } from './Notices';
import { pageUiSchema } from './pageUiSchema';
import { previewInForm } from './formWords';
import { fieldTitleOf, placeInWords, placeOf } from './places';
import { errorSchemaOf } from './preview/errorSchema';
import { arrive } from './preview/jump';
import { PreviewContext } from './preview/PreviewContext';
import { PreviewPanel } from './preview/PreviewPanel';
import { useFormPreview } from './preview/useFormPreview';
import { useTemplate } from './template';
import { useRefusal } from './useRefusal';
import { useStanding } from './useStanding';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(320px, 5fr) minmax(0, 7fr)',
    gap: theme.spacing(4),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr' },
  },
  '@global': {
    // The wizard's card clips what it holds, and a clipped panel cannot stay in view.
    '.MuiCard-root:has(aside[data-fairway="preview"])': { overflow: 'visible' },
    // Each field says what is wrong with it in our words; the validator's list above says it again in its own.
    'form:has(aside[data-fairway="preview"]) > .MuiPaper-root:first-child': {
      display: 'none',
    },
  },
  panel: {
    position: 'sticky',
    top: theme.spacing(2),
    minWidth: 0,
  },
}));

/**
 * A page of a golden-path template (`ui:field: FairwayStep` on the page): the fields as the form draws them on the
 * left with what the compiler says next to each, and what it would give on the right.
 */
export function FairwayStep(props: FieldProps) {
  const { registry, uiSchema, formContext, formData, errorSchema } = props;
  const { ObjectField } = registry.fields;
  const classes = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const workloadType = workloadTypeOf(uiSchema?.['ui:options']);
  const template = useTemplate();
  const { defaults, pages } = template;
  const whole = formOf(formContext);
  const form: IntentForm = useMemo(
    // The page's own data is a keystroke ahead of the wizard's.
    () => ({ ...defaults, ...whole, ...formData }),
    [defaults, whole, formData],
  );
  const change = useChange(template);
  const draft = useDraft({
    root,
    template,
    form,
    change,
    fill: next => props.onChange({ ...formData, ...next }),
  });
  const { service } = change;
  const named = useStanding(service === undefined ? form.name : undefined);
  const standing = service === undefined ? named : change.standing;
  const compiled = useFormPreview({
    workloadType,
    form,
    standing,
    changes: service,
  });
  const page = pageOf({ pages, schema: props.schema });
  const state = useMemo(
    () => ({
      ...compiled,
      preview:
        compiled.preview &&
        previewInForm(compiled.preview, pointer =>
          placeInWords(
            placeOf({ pages, form, path: formPathOf({ pointer, form }) }),
            page,
          ),
        ),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the holder is a new one each time
    [compiled.preview, compiled.facts, compiled.error, pages, page, form],
  );
  const refusal = useRefusal({ errorSchema, formData, root });
  const errors = useMemo(
    () =>
      errorSchemaOf({
        preview: state.preview,
        form,
        ...refusal,
        titleOf: path => fieldTitleOf({ pages, path }),
      }),
    [state.preview, form, refusal, pages],
  );
  const ui = useMemo(
    () => pageUiSchema({ uiSchema, changes: service }),
    [uiSchema, service],
  );
  const context = useMemo(
    () => ({
      ...state,
      form,
      standing,
      pages,
      placeOf: (pointer: string) =>
        placeOf({ pages, form, path: formPathOf({ pointer, form }) }),
      page,
      changes: service,
      fill: (next: IntentForm) => props.onChange({ ...formData, ...next }),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the form's handler is a new one each time
    [
      state.facts,
      state.preview,
      state.error,
      form,
      standing,
      pages,
      formData,
      service,
    ],
  );
  useEffect(() => {
    if (root.current && page !== undefined) {
      arrive({ root: root.current, shown: page });
    }
  }, [page]);
  // Required fields are asked for in our words beside each, not in the browser's bubble on the first.
  useEffect(() =>
    root.current?.closest('form')?.setAttribute('novalidate', ''),
  );

  if (change.isByHand && change.standing) {
    return <ByHand answer={change.standing} />;
  }
  return (
    <PreviewContext.Provider value={context}>
      <div className={classes.root} ref={root}>
        <div>
          {page === 0 && <Notices draft={draft} change={change} />}
          <ObjectField {...props} uiSchema={ui} errorSchema={errors} />
        </div>
        <aside
          className={classes.panel}
          data-fairway="preview"
          aria-label="What you will get"
        >
          <PreviewPanel />
        </aside>
      </div>
    </PreviewContext.Provider>
  );
}

/** Which page of the template this one is: that of its first field. */
function pageOf(options: {
  pages: Parameters<typeof placeOf>[0]['pages'];
  schema: FieldProps['schema'];
}): number | undefined {
  const path: FormPath = Object.keys(options.schema.properties ?? {}).slice(
    0,
    1,
  );
  return placeOf({ pages: options.pages, path }).page?.index;
}
