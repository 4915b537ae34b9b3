import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

const docs = path.resolve(__dirname, '../../../docs');

jest.setTimeout(60_000);

describe('The documentation of the command line', () => {
  it('shows what compiling the first example of an intent prints', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-docs-'));
    try {
      const page = await readFile(path.join(docs, 'intent.md'), 'utf8');
      const [, intent = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
      const file = path.join(folder, 'refunds-api.yaml');
      await writeFile(file, intent);
      const { code, stdout } = await fairway('compile', file);
      expect(code).toBe(0);
      expect(await readFile(path.join(docs, 'cli.md'), 'utf8')).toContain(
        `$ fairway compile refunds-api.yaml\n${stdout.trimEnd()}\n`,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
