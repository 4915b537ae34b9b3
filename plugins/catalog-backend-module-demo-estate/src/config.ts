import type { RootConfigService } from '@backstage/backend-plugin-api';
import { generateEstate, type Estate } from '@fairway/demo-estate';

/**
 * The company of `fairway.demo`, or nothing outside the demo profile.
 *
 * @throws InputError when its size is out of bounds
 */
export function readEstate(config: RootConfigService): Estate | undefined {
  const demo = config.getOptionalConfig('fairway.demo');
  if (!demo?.getOptionalBoolean('enabled')) {
    return undefined;
  }
  return generateEstate({
    services: demo.getOptionalNumber('services'),
    seed: demo.getOptionalNumber('seed'),
  });
}
