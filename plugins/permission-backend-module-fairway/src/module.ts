import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { FairwayPermissionPolicy } from './policy';

/** Makes {@link FairwayPermissionPolicy} the policy of the portal. @public */
export const permissionModuleFairway = createBackendModule({
  pluginId: 'permission',
  moduleId: 'fairway-policy',
  register({ registerInit }) {
    registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        policy.setPolicy(
          FairwayPermissionPolicy.fromConfig(config, { userInfo }),
        );
      },
    });
  },
});
