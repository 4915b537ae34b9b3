import {
  getUiOptions,
  type FieldProps,
  type ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { hasContent } from './content';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))',
    gap: theme.spacing(2, 3),
    marginTop: theme.spacing(1),
    alignItems: 'start',
  },
  wide: { gridColumn: '1 / -1' },
}));

/** A longer one would wrap over what is typed below it, where two fields share a line. */
const LONGEST_TITLE = 24;

/** Fields that belong together (paths of health, requests and limits), side by side where there is room. */
function FieldGroup(props: ObjectFieldTemplateProps) {
  const { title, description, properties, schema, uiSchema } = props;
  const classes = useStyles();
  const { collapsed } = getUiOptions(uiSchema);
  const isWide = (name: string) => {
    const member = schema.properties?.[name];
    return (
      typeof member === 'object' &&
      (member.type === 'array' ||
        member.type === 'object' ||
        uiSchema?.[name]?.['ui:widget'] === 'textarea' ||
        (member.title ?? name).length > LONGEST_TITLE)
    );
  };
  return (
    <Section
      title={title}
      description={description}
      collapsed={collapsed === true}
      inUse={hasContent(props.formData) || hasContent(props.errorSchema)}
    >
      <div className={classes.fields}>
        {properties
          .filter(({ hidden }) => !hidden)
          .map(({ name, content }) => (
            <div key={name} className={isWide(name) ? classes.wide : ''}>
              {content}
            </div>
          ))}
      </div>
    </Section>
  );
}

/** An object of the form as a group (`ui:field: FairwayGroup`), folded away with `ui:options: { collapsed: true }`. */
export function GroupField(props: FieldProps) {
  const { registry, uiSchema } = props;
  const { ObjectField } = registry.fields;
  const ui = useMemo(() => {
    const { 'ui:field': _field, ...rest } = uiSchema ?? {};
    return { ...rest, 'ui:ObjectFieldTemplate': FieldGroup };
  }, [uiSchema]);
  return <ObjectField {...props} uiSchema={ui} />;
}
