import { Content, Header, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  objectiveReadPermission,
  type ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { useState, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { useObjective } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';
import { objectiveRouteRef, slosRouteRef } from '../../routes';
import { Editor } from './Editor';
import { editableText } from './editableText';
import { newDocument } from './newDocument';

/** Where the document of an objective is written, and asked for as a change request. */
export function SloEditorPage() {
  const { id } = useParams();
  return id === undefined ? (
    <NewObjective />
  ) : (
    <ChangeObjective key={id} id={id} />
  );
}

function Frame(props: {
  title: string;
  back: { title: string; to: string };
  children: ReactNode;
}) {
  const { title, back, children } = props;
  const t = useWords();
  return (
    <Page themeId="tool">
      <Header
        title={title}
        subtitle={t('editor.subtitle')}
        type={back.title}
        typeLink={back.to}
      />
      <Content>{children}</Content>
    </Page>
  );
}

function NewObjective() {
  const t = useWords();
  const list = useRouteRef(slosRouteRef)();
  const [params] = useSearchParams();
  const service = params.get('service') ?? 'my-service';
  return (
    <Frame title={t('editor.new')} back={{ title: t('editor.list'), to: list }}>
      <Editor original={{ text: newDocument(service), leftOut: [] }} />
    </Frame>
  );
}

function ChangeObjective(props: { id: string }) {
  const { id } = props;
  const t = useWords();
  const page = useRouteRef(objectiveRouteRef)({ id });
  const { value, error, loading, reload } = useObjective(id);
  return (
    <Frame
      title={
        value ? t('editor.change', { title: value.title }) : t('editor.title')
      }
      back={{ title: value?.title ?? t('editor.title'), to: page }}
    >
      {error !== undefined && !value && (
        <ErrorState
          error={error}
          title={t('editor.failed')}
          kept={t('editor.kept')}
          permission={objectiveReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('editor.what')} height={640} />
      )}
      {value && <Loaded value={value} />}
    </Frame>
  );
}

/** The numbers may be read anew while somebody writes; the text that it is measured against may not change unseen. */
function Loaded(props: { value: ObjectiveAnswer }) {
  const { value } = props;
  const [original] = useState(() => editableText(value));
  return <Editor original={original} value={value} />;
}
