import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { pushesTo } from '../../__testUtils__/gitHost/Outside';
import { describeDatabases, LocalSetup } from '../../__testUtils__/LocalSetup';

jest.setTimeout(120_000);

describeDatabases(databaseId => {
  describeGitHost('LocalGitHost', async () => {
    const setup = await LocalSetup.create(databaseId);
    return {
      host: await setup.start(),
      outside: pushesTo(setup.directory),
      cleanup: async () => {
        await setup.requireWhole();
        await setup.cleanup();
      },
    };
  });
});
