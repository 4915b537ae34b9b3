import { Progress } from '@backstage/core-components';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { FleetPage } from '../FleetPage';

const DocumentsPage = lazy(() =>
  import('../DocumentsPage').then(m => ({ default: m.DocumentsPage })),
);
const ObjectivePage = lazy(() =>
  import('../ObjectivePage').then(m => ({ default: m.ObjectivePage })),
);
const SloEditorPage = lazy(() =>
  import('../SloEditorPage').then(m => ({ default: m.SloEditorPage })),
);

/** All objectives, and below them a page for each; charts and editor are loaded when they are needed. */
export function SlosPage() {
  return (
    <Suspense fallback={<Progress />}>
      <Routes>
        <Route path="/" element={<FleetPage />} />
        <Route path="new" element={<SloEditorPage />} />
        <Route path="documents" element={<DocumentsPage />} />
        <Route path=":id" element={<ObjectivePage />} />
        <Route path=":id/edit" element={<SloEditorPage />} />
      </Routes>
    </Suspense>
  );
}
