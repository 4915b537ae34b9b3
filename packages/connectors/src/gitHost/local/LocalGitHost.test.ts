import { LocalGitHost } from './LocalGitHost';
import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { LocalSetup } from '../../__testUtils__/LocalSetup';

jest.setTimeout(60_000);

const databases = LocalSetup.databases();

describe.each(databases.eachSupportedId())('with %s', databaseId => {
  describeGitHost('LocalGitHost', async () => {
    const setup = await LocalSetup.create({ databases, databaseId });
    return {
      host: await setup.start(),
      cleanup: async () => {
        await setup.requireWhole();
        await setup.cleanup();
      },
    };
  });
});

it('is a type that other packages can name', () => {
  expect(typeof LocalGitHost.create).toBe('function');
});
