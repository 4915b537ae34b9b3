import type {
  ObjectFieldTemplateProps,
  RJSFSchema,
  UiSchema,
} from '@rjsf/utils';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
    gap: theme.spacing(2, 3),
    marginTop: theme.spacing(1),
    alignItems: 'start',
  },
}));

/** Fields that belong together (paths of health, requests and limits), side by side where there is room. */
function FieldGroup(props: ObjectFieldTemplateProps) {
  const { title, description, properties } = props;
  const classes = useStyles();
  return (
    <fieldset className={classes.root}>
      <Typography component="legend" variant="h6">
        {title}
      </Typography>
      {description && (
        <Typography variant="body2" color="textSecondary" gutterBottom>
          {description}
        </Typography>
      )}
      <div className={classes.fields}>
        {properties
          .filter(({ hidden }) => !hidden)
          .map(({ name, content }) => (
            <div key={name}>{content}</div>
          ))}
      </div>
    </fieldset>
  );
}

/** The page's own fields as the form draws them; objects on it as groups. */
export function groupedUiSchema(options: {
  uiSchema: UiSchema | undefined;
  schema: RJSFSchema;
}): UiSchema {
  const { uiSchema, schema } = options;
  const {
    'ui:field': _field,
    'ui:options': _options,
    ...grouped
  } = uiSchema ?? {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (typeof member === 'object' && member.type === 'object') {
      grouped[name] = {
        ...grouped[name],
        'ui:ObjectFieldTemplate': FieldGroup,
      };
    }
  }
  return grouped;
}
