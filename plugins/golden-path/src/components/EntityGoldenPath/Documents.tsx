import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { CompileResult } from '@fairway/plugin-golden-path-common';
import { EmptyState, YamlView } from '@fairway/ui';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { ChipChoice } from '../shared/ChipChoice';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(1),
  },
  path: {
    fontSize: 13,
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
  text: { maxHeight: 560, overflowY: 'auto' },
}));

/** Where the documents stand on the page, for links to them. */
export const DOCUMENTS_ID = 'golden-path-documents';

const MARKDOWN = '.md';

/** What people read of a service: the runbook first, then the other files beside the intent. */
export function Documents(props: { documents: CompileResult['documents'] }) {
  const t = useWords();
  const classes = useStyles();
  const documents = [...props.documents].sort(
    (a, b) =>
      Number(b.path.endsWith(MARKDOWN)) - Number(a.path.endsWith(MARKDOWN)),
  );
  const [asked, show] = useState<string>();
  const current =
    documents.find(({ title }) => title === asked) ?? documents[0];
  if (!current) {
    return <EmptyState title={t('entity.noDocuments')} />;
  }
  return (
    <>
      <div className={classes.head}>
        <ChipChoice
          label={t('entity.documents')}
          values={documents.map(({ title }) => title)}
          value={current.title}
          onChange={show}
        />
        <span className={classes.path}>{current.path}</span>
      </div>
      {current.path.endsWith(MARKDOWN) ? (
        <div className={classes.text}>
          <MarkdownContent content={current.text} />
        </div>
      ) : (
        <YamlView value={current.text} label={current.title} maxHeight={560} />
      )}
    </>
  );
}
