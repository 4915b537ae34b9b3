import type { FieldProps } from '@rjsf/utils';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { groupedUiSchema } from './FieldGroup';
import { formOf, workloadTypeOf } from './formOf';
import { errorSchemaOf } from './preview/errorSchema';
import { PreviewContext } from './preview/PreviewContext';
import { PreviewPanel } from './preview/PreviewPanel';
import { useFormPreview } from './preview/useFormPreview';
import { useTemplateDefaults } from './templateDefaults';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(320px, 5fr) minmax(0, 7fr)',
    gap: theme.spacing(4),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr' },
  },
  // The wizard's card clips what it holds, and a clipped panel cannot stay in view.
  '@global': {
    '.MuiCard-root:has(aside[data-fairway="preview"])': { overflow: 'visible' },
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
  const workloadType = workloadTypeOf(uiSchema?.['ui:options']);
  const defaults = useTemplateDefaults();
  const whole = formOf(formContext);
  const form = useMemo(
    // The page's own data is a keystroke ahead of the wizard's.
    () => ({ ...defaults, ...whole, ...formData }),
    [defaults, whole, formData],
  );
  const state = useFormPreview({ workloadType, form });
  const errors = useMemo(
    () => errorSchemaOf({ preview: state.preview, form, base: errorSchema }),
    [state.preview, form, errorSchema],
  );
  const ui = useMemo(
    () => groupedUiSchema({ uiSchema, schema: props.schema }),
    [uiSchema, props.schema],
  );

  return (
    <PreviewContext.Provider value={state}>
      <div className={classes.root}>
        <div>
          <ObjectField {...props} uiSchema={ui} errorSchema={errors} />
        </div>
        <aside
          className={classes.panel}
          data-fairway="preview"
          aria-label="What you will get"
        >
          <PreviewPanel {...state} />
        </aside>
      </div>
    </PreviewContext.Provider>
  );
}
