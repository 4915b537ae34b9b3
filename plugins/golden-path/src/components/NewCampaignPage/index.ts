export { NewCampaignPage } from './NewCampaignPage';
