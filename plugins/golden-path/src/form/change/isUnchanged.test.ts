import { exampleServiceAnswer } from '../../__testUtils__/service';
import { isUnchanged } from './isUnchanged';

describe('a change of a service', () => {
  const { result } = exampleServiceAnswer();

  it('is none where the form gives what is merged, however it was asked', () => {
    expect(
      isUnchanged({
        form: { title: 'Payments', acceptOn: [] },
        before: result,
        after: result,
      }),
    ).toBe(true);
  });

  it('is one where another file comes out, or a line of the other side goes with it', () => {
    expect(
      isUnchanged({
        form: {},
        before: result,
        after: {
          ...result,
          documents: [
            { path: 'a.md', title: 'Runbook', text: 'More.', because: [] },
          ],
        },
      }),
    ).toBe(false);
    expect(
      isUnchanged({
        form: { releaseOn: ['fraud-service'] },
        before: result,
        after: result,
      }),
    ).toBe(false);
  });
});
