import { promises as fs } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { TemplatesService } from './TemplatesService';

const TEMPLATE = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: http-api, title: HTTP API }
spec:
  parameters:
    - ui:options: { workloadType: http-api }
`;

describe('the templates that are out', () => {
  const folder = createMockDirectory();
  const elsewhere = createMockDirectory();
  const logger = mockServices.logger.mock();
  let now = 0;

  beforeEach(() => {
    jest.clearAllMocks();
    folder.setContent({
      platform: { 'contract.yaml': '' },
      templates: {
        'http-api': {
          'template.yaml': TEMPLATE,
          'notes.md': 'For people.',
          '.draft.yaml': 'hidden',
          tests: {
            first: {
              'answers.yaml': 'form: {}\n',
              expected: { services: { hello: { 'runbook.md': '# Hello\n' } } },
            },
          },
        },
        broken: { 'template.yaml': 'spec: [' },
        shared: { 'questions.yaml': 'what: ever\n' },
      },
    });
  });

  function service(directory?: string) {
    return TemplatesService.create({
      directory,
      contractPath: folder.resolve('platform'),
      logger,
      clock: { now: () => (now += 10_000) },
    });
  }

  it('lie beside the contract when nothing else is said, also those that are broken', async () => {
    const templates = service();
    expect((await templates.current()).templates).toEqual([
      { name: 'broken', title: 'broken', tests: [] },
      {
        name: 'http-api',
        title: 'HTTP API',
        workloadType: 'http-api',
        tests: ['first'],
      },
    ]);
    expect(await templates.template('http-api')).toEqual({
      name: 'http-api',
      files: {
        'templates/http-api/template.yaml': TEMPLATE,
        'templates/http-api/tests/first/answers.yaml': 'form: {}\n',
        'templates/http-api/tests/first/expected/services/hello/runbook.md':
          '# Hello\n',
      },
    });
  });

  it('are none where there is no folder', async () => {
    await fs.rm(folder.resolve('templates'), { recursive: true });
    expect((await service().current()).templates).toEqual([]);
  });

  it('are read again when a file changes, and only then are others', async () => {
    const templates = service();
    const before = await templates.current();
    expect(await templates.current()).toBe(before);
    await fs.writeFile(
      folder.resolve('templates/http-api/template.yaml'),
      TEMPLATE.replace('title: HTTP API', 'title: Another title'),
    );
    const after = await templates.current();
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.templates[1].title).toBe('Another title');
  });

  it('lead nowhere out of their folder', async () => {
    elsewhere.setContent({ 'secret.yaml': 'token: mine\n' });
    const link = folder.resolve('templates/http-api/link.yaml');
    await fs.symlink(elsewhere.resolve('secret.yaml'), link);
    await fs.symlink(
      elsewhere.path,
      folder.resolve('templates/http-api/folder'),
    );
    const templates = service();
    await expect(templates.current()).rejects.toThrow(
      'The folder of the templates cannot be read; mend it, or what fairway.templates.path says: http-api/link.yaml leads out of the folder; put the file itself there',
    );
    await expect(templates.template('http-api')).rejects.toThrow('leads out');
    expect(logger.error).toHaveBeenCalledTimes(1);

    await fs.rm(link);
    const { files } = await templates.template('http-api');
    expect(Object.keys(files)).toHaveLength(3);
  });

  it('may be links within the folder, as mounted configuration is', async () => {
    await fs.symlink(
      '../http-api/template.yaml',
      folder.resolve('templates/shared/template.yaml'),
    );
    const { files } = await service().template('shared');
    expect(files['templates/shared/template.yaml']).toBe(TEMPLATE);
  });

  it('have bounds', async () => {
    await fs.writeFile(
      folder.resolve('templates/http-api/large.yaml'),
      `# ${'x'.repeat(1024 * 1024)}`,
    );
    await expect(service().current()).rejects.toThrow(
      'http-api/large.yaml is larger than 1048576 bytes',
    );
  });

  it('are asked for by people who read what is wrong with the configuration', async () => {
    await expect(
      service(folder.resolve('nowhere')).current(),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/fairway\.templates\.path.*nowhere/),
    });
  });
});
