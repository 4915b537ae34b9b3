import fc from 'fast-check';
import { formatProblem } from '@fairway/plugin-golden-path-common';
import { yamlDocuments } from '../../read/yamlDocuments';
import {
  alertWindowsFor,
  hasSlothAlertWindows,
  readAlertWindows,
} from './index';

const DAY = 24 * 3600;

const week = `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: 7d
  page:
    quick: { errorBudgetPercent: 8, shortWindow: 5m, longWindow: 1h }
    slow: { errorBudgetPercent: 12.5, shortWindow: 30m, longWindow: 6h }
  ticket:
    quick: { errorBudgetPercent: 20, shortWindow: 2h, longWindow: 1d }
    slow: { errorBudgetPercent: 42, shortWindow: 6h, longWindow: 3d }
`;

function read(text: string) {
  const [document] = yamlDocuments({ text, file: 'windows.yaml' }).documents;
  return readAlertWindows(document);
}

describe('Windows of alerts', () => {
  it('are those of the SRE workbook for 30 days and for four weeks', () => {
    const pairs = (days: number) =>
      alertWindowsFor(days * DAY).map(
        ({ severity, short, long, factor }) =>
          `${severity} ${short} ${long} ${factor}`,
      );
    expect(pairs(30)).toEqual([
      'page 5m 1h 14.4',
      'page 30m 6h 6',
      'ticket 2h 1d 3',
      'ticket 6h 3d 1',
    ]);
    expect(pairs(28)).toEqual([
      'page 5m 1h 13.44',
      'page 30m 6h 5.6000000000000005',
      'ticket 2h 1d 2.8000000000000003',
      'ticket 6h 3d 0.9333333333333333',
    ]);
    expect(
      [28, 30, 7, 90].map(days => hasSlothAlertWindows(days * DAY)),
    ).toEqual([true, true, false, false]);
  });

  it('grow and shrink with other periods, at the same share of the budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 366 }), days => {
        const periodSeconds = days * DAY;
        for (const window of alertWindowsFor(periodSeconds)) {
          const { shortSeconds, longSeconds, factor, spentPercent } = window;
          expect(shortSeconds % 60).toBe(0);
          expect(shortSeconds).toBeGreaterThanOrEqual(120);
          expect(longSeconds).toBeGreaterThan(shortSeconds);
          expect(longSeconds).toBeLessThanOrEqual(periodSeconds / 7);
          // At this pace for the whole long window, that share is gone.
          expect((factor * longSeconds) / periodSeconds).toBeCloseTo(
            spentPercent / 100,
          );
        }
      }),
    );
  });

  it('may come from a document of Sloth', () => {
    expect(read(week)).toMatchObject({
      windows: {
        periodSeconds: 7 * DAY,
        windows: [
          { severity: 'page', short: '5m', long: '1h', factor: 13.44 },
          { severity: 'page', short: '30m', long: '6h', factor: 3.5 },
          {
            severity: 'ticket',
            short: '2h',
            long: '1d',
            factor: 1.4000000000000001,
          },
          { severity: 'ticket', short: '6h', long: '3d', factor: 0.98 },
        ],
      },
    });
  });

  it.each([
    [
      'a window that is no duration',
      'shortWindow: 5m',
      'shortWindow: 5 minutes',
      'windows.yaml:6: /spec/page/quick/shortWindow',
    ],
    [
      'a budget of nothing',
      'errorBudgetPercent: 20',
      'errorBudgetPercent: 0',
      'windows.yaml:9: /spec/ticket/quick/errorBudgetPercent',
    ],
    [
      'a window that is missing',
      ', longWindow: 3d',
      '',
      'windows.yaml:10: /spec/ticket/slow/longWindow',
    ],
    [
      'windows the wrong way round',
      'shortWindow: 2h',
      'shortWindow: 2d',
      'windows.yaml:9: /spec/ticket/quick/shortWindow',
    ],
    [
      'a window beyond the period',
      'sloPeriod: 7d',
      'sloPeriod: 2d',
      'windows.yaml:10: /spec/ticket/slow/longWindow',
    ],
    [
      'another kind',
      'kind: AlertWindows',
      'kind: Windows',
      'windows.yaml:2: /kind',
    ],
  ])('with %s are refused', (_, from, to, place) => {
    const outcome = read(week.replace(from, to));
    const problems = 'problems' in outcome ? outcome.problems : [];
    expect(problems.map(formatProblem)).toEqual([
      expect.stringContaining(`${place}: `),
    ]);
  });
});
