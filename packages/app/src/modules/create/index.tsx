import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { Route, Routes } from 'react-router-dom';
import { CreateNotice } from './CreateNotice';

/** The list of templates as the scaffolder draws it, below a word to those who may not create. */
const templatesSubPage = scaffolderPlugin
  .getExtension('sub-page:scaffolder/templates')
  .override({
    factory(originalFactory) {
      const original = originalFactory();
      return [
        ...original,
        coreExtensionData.reactElement(
          <>
            <Routes>
              <Route index element={<CreateNotice />} />
              {/* A form says it itself. */}
              <Route path="*" element={null} />
            </Routes>
            {original.get(coreExtensionData.reactElement)}
          </>,
        ),
      ];
    },
  });

export const createModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [templatesSubPage],
});
