import { Route, Routes } from 'react-router-dom';
import { ChangeRequestPage } from '../ChangeRequestPage';
import { ChangeRequestListPage } from './ChangeRequestListPage';

/** The list, and below it a page for each request. */
export function ChangeRequestsPage() {
  return (
    <Routes>
      <Route path="/" element={<ChangeRequestListPage />} />
      <Route path=":id/*" element={<ChangeRequestPage />} />
    </Routes>
  );
}
