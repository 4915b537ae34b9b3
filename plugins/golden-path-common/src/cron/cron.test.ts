import fc from 'fast-check';
import { cronInWords, parseCron, rhythmOf } from '.';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const rhythm = (text: string) => {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    throw new Error(parsed.expected);
  }
  return rhythmOf(parsed.cron);
};
const expected = (text: string) => {
  const parsed = parseCron(text);
  return parsed.ok ? undefined : parsed.expected;
};

describe('A schedule', () => {
  it.each([
    ['15 2 * * *', DAY, DAY, 31],
    ['*/5 * * * *', 5 * MINUTE, 5 * MINUTE, 31 * 288],
    ['0 8-18/5 * * mon-fri', 5 * HOUR, 2 * DAY + 14 * HOUR, 23 * 3],
    ['0 3 * * 0', 7 * DAY, 7 * DAY, 5],
    ['30 1 1 * *', 28 * DAY, 31 * DAY, 1],
    ['0 0 29 feb *', 1461 * DAY, 1461 * DAY, 1],
    // Either day field is enough when both are stated: Fridays, and the 13th besides.
    ['0 0 13 * fri', DAY, 7 * DAY, 6],
    // A star makes both count; so does a question mark.
    ['0 0 ? * fri', 7 * DAY, 7 * DAY, 5],
    // From five past on.
    ['5/20 0 * * *', 20 * MINUTE, DAY - 40 * MINUTE, 31 * 3],
  ])('%s comes around', (text, shortest, longest, runsPerMonth) => {
    expect(rhythm(text)).toEqual({ shortest, longest, runsPerMonth });
  });

  it.each([
    ['15 2 * *', /^five fields/],
    ['@daily', /^five fields/],
    ['CRON_TZ=UTC 0 0 * * *', /^five fields/],
    ['60 2 * * *', /^minutes of 0 to 59 as the first field$/],
    ['0 24 * * *', /^hours of 0 to 23 as the second field$/],
    ['0 0 0 * *', /^days of the month of 1 to 31 as the third field$/],
    ['0 0 * may-jan *', /^months of 1 to 12 or jan to dec as the fourth/],
    ['0 0 * * 7', /^weekdays of 0 to 6 or sun to sat as the fifth field$/],
    ['*/0 * * * *', /^minutes/],
    ['1-2-3 * * * *', /^minutes/],
    ['1/2/3 * * * *', /^minutes/],
    [', * * * *', /^minutes/],
    ['0 0 30 2 *', /^a day that the month has$/],
  ])('%s is none, and it is said what was expected', (text, words) => {
    expect(expected(text)).toMatch(words);
  });

  it('may be any text without harm', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), text => {
        const parsed = parseCron(text);
        expect(parsed.ok || parsed.expected.length > 0).toBe(true);
      }),
    );
  });

  it('comes around as often as counting its runs one by one says', () => {
    const numbers = (from: number, to: number) =>
      fc.uniqueArray(fc.integer({ min: from, max: to }), {
        minLength: 1,
        maxLength: 3,
      });
    const field = (from: number, to: number) =>
      fc.oneof(
        fc.constant('*'),
        numbers(from, to).map(list => list.join(',')),
        fc.integer({ min: 1, max: to }).map(step => `*/${step}`),
      );
    fc.assert(
      fc.property(
        numbers(0, 59),
        numbers(0, 23),
        field(1, 28),
        field(0, 6),
        (minutes, hours, dates, weekdays) => {
          const found = rhythm(
            `${minutes.join(',')} ${hours.join(',')} ${dates} * ${weekdays}`,
          )!;
          // Two years, day by day.
          const start = Date.UTC(2001, 0, 1);
          const fits = (text: string, value: number, from: number) =>
            text === '*' ||
            (text.startsWith('*/')
              ? (value - from) % Number(text.slice(2)) === 0
              : text.split(',').map(Number).includes(value));
          // A step of one is as good as a star.
          const any = (text: string) => text === '*' || text === '*/1';
          const runs: number[] = [];
          for (let day = 0; day < 730; day++) {
            const date = new Date(start + day * DAY * 1000);
            const byDate = fits(dates, date.getUTCDate(), 1);
            const byWeekday = fits(weekdays, date.getUTCDay(), 0);
            const runsToday =
              any(dates) || any(weekdays)
                ? byDate && byWeekday
                : byDate || byWeekday;
            if (runsToday) {
              for (const hour of hours) {
                for (const minute of minutes) {
                  runs.push(day * DAY + hour * HOUR + minute * MINUTE);
                }
              }
            }
          }
          runs.sort((one, other) => one - other);
          const gaps = runs.slice(1).map((run, index) => run - runs[index]);
          expect(Math.min(...gaps)).toBeGreaterThanOrEqual(found.shortest);
          expect(Math.max(...gaps)).toBeLessThanOrEqual(found.longest);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('A schedule in words', () => {
  it.each([
    ['15 2 * * *', 'at 02:15 every day'],
    ['0 6,18 * * mon-fri', 'at 06:00 and 18:00 on Monday to Friday'],
    ['*/5 * * * *', 'every 5 minutes every day'],
    ['* * * * *', 'every minute every day'],
    ['*/15 8-18 * * *', 'every 15 minutes in the hours 08 to 18 every day'],
    ['30 * * * sun', 'at minute 30 of every hour on Sunday'],
    ['0 3 1 1,7 *', 'at 03:00 on day 1 of the month in January and July'],
    // Either field is enough when both are stated.
    ['0 0 13 * fri', 'at 00:00 on day 13 of the month and on Friday'],
    ['0 0 1-31 * fri', 'at 00:00 every day'],
  ])('%s is said as people would', (text, words) => {
    expect(cronInWords(text)).toEqual(words);
  });

  it('says nothing of what is none', () => {
    expect(cronInWords('@daily')).toBeUndefined();
    expect(cronInWords('')).toBeUndefined();
  });
});
