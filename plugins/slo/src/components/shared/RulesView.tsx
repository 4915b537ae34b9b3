import Typography from '@material-ui/core/Typography';
import {
  rulesOf,
  writeRuleFile,
  type SloDefinition,
} from '@fairway/plugin-slo-common';
import { YamlView } from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';

function rulesText(definitions: readonly SloDefinition[]): string | undefined {
  try {
    return writeRuleFile(definitions.flatMap(each => rulesOf(each)));
  } catch {
    // Such as a window for which the tool of the document has no alerts: there is nothing to show then.
    return undefined;
  }
}

/** The rules that Prometheus has to load, worked out in the browser as the command line does. */
export function RulesView(props: {
  definitions: readonly SloDefinition[];
  maxHeight?: number;
}) {
  const { definitions, maxHeight = 560 } = props;
  const t = useWords();
  const text = useMemo(() => rulesText(definitions), [definitions]);
  if (definitions.length === 0 || text === undefined) {
    return <Typography variant="body2">{t('rules.unreadable')}</Typography>;
  }
  return (
    <>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {t('rules.text')}
      </Typography>
      <YamlView value={text} label={t('rules.label')} maxHeight={maxHeight} />
    </>
  );
}
