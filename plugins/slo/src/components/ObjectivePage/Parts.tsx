import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { PageSection, Segmented } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { DocumentPart } from './DocumentPart';
import { Exclusions } from './Exclusions';
import { Preview } from './Preview';
import { RulesPart } from './RulesPart';
import { PARTS, type View } from './useView';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
}));

/** What is further down: one part at a time. */
export function Parts(props: {
  value: ObjectiveAnswer;
  view: View;
  onChange(): void;
}) {
  const { value, view, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const parts = {
    preview: {
      heading: t('fired.heading'),
      element: <Preview value={value} view={view} />,
    },
    exclusions: {
      heading: t('exclusions.heading'),
      element: <Exclusions value={value} onChange={onChange} />,
    },
    document: {
      heading: t('document.heading'),
      element: <DocumentPart value={value} />,
    },
    rules: {
      heading: t('rules.heading'),
      element: <RulesPart value={value} />,
    },
  };
  const { heading, element } = parts[view.part];
  return (
    <div className={classes.stack}>
      <div>
        <Segmented
          label={t('objective.parts')}
          value={view.part}
          onChange={part => view.set({ part })}
          options={PARTS.map(part => ({
            value: part,
            title:
              part === 'exclusions'
                ? `${t('objective.part.exclusions')} (${
                    value.exclusions.length
                  })`
                : t(`objective.part.${part}`),
          }))}
        />
      </div>
      <PageSection title={heading}>{element}</PageSection>
    </div>
  );
}
