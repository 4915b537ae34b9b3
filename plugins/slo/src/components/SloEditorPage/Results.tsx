import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { PageSection } from '@fairway/ui';
import { useEffect, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { RulesView } from '../shared/RulesView';
import { DraftPreview } from './DraftPreview';
import { MeaningView } from './MeaningView';
import type { ReadDraft } from './readDraft';

const useStyles = makeStyles({ old: { opacity: 0.7 } });

/** What the document means; that of the last version without problems while there are some. */
export function Results(props: { read: ReadDraft; value?: ObjectiveAnswer }) {
  const { read, value } = props;
  const t = useWords();
  const classes = useStyles();
  const [last, setLast] = useState(read);
  const isReadable = read.problems.length === 0;
  useEffect(() => {
    if (isReadable) {
      setLast(read);
    }
  }, [isReadable, read]);
  const { definitions, meanings } = isReadable ? read : last;
  if (definitions.length === 0) {
    return (
      <PageSection title={t('meaning.heading')}>
        <Typography variant="body2">{t('editor.nothing')}</Typography>
      </PageSection>
    );
  }
  const own = definitions.find(({ objective }) => objective.id === value?.id);
  return (
    <>
      {!isReadable && (
        <Typography variant="body2" role="status">
          {t('editor.outdated')}
        </Typography>
      )}
      <div className={isReadable ? undefined : classes.old}>
        <PageSection title={t('meaning.heading')}>
          <MeaningView meanings={meanings} value={value} />
        </PageSection>
      </div>
      {value && own && (
        <PageSection title={t('fired.heading')}>
          <DraftPreview value={value} target={own.objective.target} />
        </PageSection>
      )}
      <div className={isReadable ? undefined : classes.old}>
        <PageSection title={t('rules.heading')}>
          <RulesView definitions={definitions} maxHeight={360} />
        </PageSection>
      </div>
    </>
  );
}
