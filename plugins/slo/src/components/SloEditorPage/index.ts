export { SloEditorPage } from './SloEditorPage';
