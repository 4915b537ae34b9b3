import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/** Service level objectives: fleet page, objective page, entity tab and card. @public */
export default createFrontendPlugin({
  pluginId: 'slo',
  title: 'SLOs',
  extensions: [],
});
