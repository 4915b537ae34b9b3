import type { Preview } from '@fairway/plugin-golden-path-common';
import {
  exampleResult,
  exampleService,
  exampleServiceAnswer,
} from '../../__testUtils__/service';
import { costInWords } from './costInWords';

const result = exampleResult();
const preview: Preview = {
  result: { ...result, cost: { ...result.cost, monthly: '37.15' } },
  problems: [],
  missing: [],
  findings: [],
  standIns: [],
  estimated: true,
  ready: true,
};
const answer = exampleServiceAnswer();
const standing = {
  ...answer,
  result: { ...result, cost: { ...result.cost, monthly: '265.35' } },
};

describe('what a proposal costs', () => {
  it('is what a new service adds', () => {
    expect(costInWords({ preview, standing: undefined })).toBe(
      '+€37.15 / month',
    );
  });

  it('is the change for a service that is merged', () => {
    const known = { ...preview, standing: exampleService() };
    expect(costInWords({ preview: known, standing })).toBe(
      '€265.35 → €37.15 / month (−€228.20)',
    );
    expect(costInWords({ preview: known, standing: undefined })).toBe(
      'Not known yet',
    );
  });
});
