import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ContractService } from './ContractService';

const shipped = path.resolve(__dirname, '../../../../platform');

describe('the contract service', () => {
  const folder = createMockDirectory();
  let now = 0;
  const clock = { now: () => now };

  beforeEach(async () => {
    folder.clear();
    await fs.cp(shipped, folder.path, { recursive: true });
  });

  function service() {
    return ContractService.create({
      directory: folder.path,
      logger: mockServices.logger.mock(),
      clock,
    });
  }

  async function change(from: string, to: string) {
    const file = folder.resolve('contract.yaml');
    await fs.writeFile(
      file,
      (await fs.readFile(file, 'utf8')).replace(from, to),
    );
    now += 10_000;
  }

  it('takes a new version over when the files change', async () => {
    const contract = service();
    const before = await contract.current();
    const { title } = before.contract.metadata;
    await change(`title: ${title}`, 'title: A newer contract');
    const after = await contract.current();
    expect(after.contract.metadata.title).toBe('A newer contract');
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('keeps the last good contract and says what is wrong with the new one', async () => {
    const contract = service();
    const good = await contract.current();
    await change('kind: PlatformContract', 'kind: Nonsense');
    const broken = await contract.current();
    expect(broken.contract).toBe(good.contract);
    expect(broken.problems?.join()).toContain('contract.yaml');
    expect((await contract.state()).ok).toBe(false);

    await change('kind: Nonsense', 'kind: PlatformContract');
    expect((await contract.current()).problems).toBeUndefined();
  });

  it('reads mounted configuration, whose files are links into a hidden folder, and no file from elsewhere', async () => {
    await fs.mkdir(folder.resolve('..2026_11_21'));
    await fs.rename(
      folder.resolve('prices.yaml'),
      folder.resolve('..2026_11_21/prices.yaml'),
    );
    await fs.symlink('..2026_11_21', folder.resolve('..data'));
    await fs.symlink('..data/prices.yaml', folder.resolve('prices.yaml'));
    const contract = service();
    const { files } = await contract.current();
    expect(Object.keys(files)).toContain('prices.yaml');

    await fs.symlink(
      path.join(shipped, 'quotas.yaml'),
      folder.resolve('more.yaml'),
    );
    now += 10_000;
    expect((await contract.current()).problems?.join()).toContain(
      'more.yaml leads out of the folder',
    );
  });

  it('serves nothing when there never was a valid contract', async () => {
    await change('kind: PlatformContract', 'kind: Nonsense');
    await expect(service().current()).rejects.toThrow(
      /no valid platform contract/,
    );
  });
});
