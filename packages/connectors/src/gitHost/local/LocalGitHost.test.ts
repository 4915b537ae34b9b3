import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { describeDatabases, LocalSetup } from '../../__testUtils__/LocalSetup';

jest.setTimeout(120_000);

describeDatabases(databaseId => {
  describeGitHost('LocalGitHost', async () => {
    const setup = await LocalSetup.create(databaseId);
    return {
      host: await setup.start(),
      cleanup: async () => {
        await setup.requireWhole();
        await setup.cleanup();
      },
    };
  });
});
