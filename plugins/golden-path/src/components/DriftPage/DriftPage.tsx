import { Route, Routes } from 'react-router-dom';
import { DriftListPage } from './DriftListPage';
import { ServiceDriftPage } from './ServiceDriftPage';

/** All services, and below them a page for each. */
export function DriftPage() {
  return (
    <Routes>
      <Route path="/" element={<DriftListPage />} />
      <Route path=":service" element={<ServiceDriftPage />} />
    </Routes>
  );
}
