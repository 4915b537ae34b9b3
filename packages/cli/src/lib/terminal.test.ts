import { createTerminal } from './terminal';

describe('How far long work is', () => {
  let written: string;
  const isTTY = process.stderr.isTTY;
  beforeEach(() => {
    written = '';
    jest.useFakeTimers();
    jest.spyOn(process.stderr, 'write').mockImplementation(text => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
    process.stderr.isTTY = isTTY;
  });

  it('is told on a terminal when it takes more than a second, and goes with the next output', () => {
    process.stderr.isTTY = true;
    const terminal = createTerminal();
    terminal.progress('compiles 1 of 9');
    expect(written).toBe('');
    jest.advanceTimersByTime(1500);
    terminal.progress('compiles 2 of 9');
    terminal.progress('compiles 3 of 9');
    expect(written).toBe('\r\u001b[Kcompiles 2 of 9 …');
    terminal.error('a.yaml:1: wrong; mend it');
    terminal.end();
    expect(written).toBe(
      '\r\u001b[Kcompiles 2 of 9 …\r\u001b[Ka.yaml:1: wrong; mend it\n',
    );
  });

  it('is not told into a file', () => {
    process.stderr.isTTY = false;
    const terminal = createTerminal();
    jest.advanceTimersByTime(5000);
    terminal.progress('compiles 2 of 9');
    expect(written).toBe('');
  });
});
