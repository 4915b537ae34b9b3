import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DocumentOrigin,
  ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import {
  DateTime,
  FactLine,
  OwnerLink,
  ServiceLink,
  YamlView,
} from '@fairway/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';
import { StandInNotice } from '../shared/StandInNotice';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(1.5) },
}));

/** Addresses of documents are written by people: only pages of the web are links. */
function WebLink(props: { url: string; children: ReactNode }) {
  return /^https?:\/\//i.test(props.url) ? (
    <Link to={props.url}>{props.children}</Link>
  ) : (
    <>{props.url}</>
  );
}

function Origin(props: { origin: DocumentOrigin }): JSX.Element {
  const { origin } = props;
  const t = useWords();
  switch (origin.kind) {
    case 'golden-path':
      return (
        <>
          {t('document.goldenPath', {
            path: origin.path,
            commit: origin.commit.slice(0, 8),
          })}
        </>
      );
    case 'catalog':
      return (
        <>
          {t('document.catalog', {
            entity: <ServiceLink service={origin.entity} />,
          })}
          {': '}
          <WebLink url={origin.url}>{origin.url}</WebLink>
        </>
      );
    case 'git':
      return <WebLink url={origin.url}>{origin.url}</WebLink>;
    default:
      return (
        <>
          {t('document.upload', {
            by: <OwnerLink owner={origin.by} />,
            at: <DateTime iso={origin.at} />,
          })}
        </>
      );
  }
}

/** The document as it was read, and where it is written. */
export function DocumentPart(props: { value: ObjectiveAnswer }) {
  const { document, origin } = props.value;
  const { place, standsIn, problems = [] } = document;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.stack}>
      {standsIn && <StandInNotice standsIn={standsIn} problems={problems} />}
      <FactLine
        facts={[
          {
            term: t('document.format'),
            value: t(`document.formats.${document.format}`),
          },
          {
            term: t('document.file'),
            value:
              place.line === undefined
                ? place.file
                : t('document.place', {
                    file: place.file,
                    line: String(place.line),
                  }),
          },
          { term: t('document.origin'), value: <Origin origin={origin} /> },
        ]}
      />
      <YamlView
        value={document.text}
        label={t('document.label')}
        maxHeight={560}
      />
    </div>
  );
}
