import { Route, Routes } from 'react-router-dom';
import { CampaignPage } from '../CampaignPage';
import { NewCampaignPage } from '../NewCampaignPage';
import { CampaignListPage } from './CampaignListPage';

/** The list, the page that plans a new one, and a page for each campaign. */
export function CampaignsPage() {
  return (
    <Routes>
      <Route path="/" element={<CampaignListPage />} />
      <Route path="new" element={<NewCampaignPage />} />
      <Route path=":id" element={<CampaignPage />} />
    </Routes>
  );
}
