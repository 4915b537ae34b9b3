/** Something that stops us and that a person can mend: what is wrong, and what to do. */
export class Stop extends Error {
  constructor(message, mend, exitCode = 1) {
    super(message);
    this.mend = mend;
    this.exitCode = exitCode;
  }
}

const colour = process.stderr.isTTY && !process.env.NO_COLOR;
const paint = code => text => colour ? `\u001b[${code}m${text}\u001b[0m` : text;
export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const red = paint(31);

/** Progress goes to stderr, so that stdout stays the command's own. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** `1 min 5 s`, `8 s`. */
export function elapsed(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Runs a step, saying when it begins and how long it took. */
export async function step(title, work) {
  const began = Date.now();
  say(`${dim('›')} ${title} …`);
  const result = await work();
  say(`${green('✔')} ${title} ${dim(`(${elapsed(began)})`)}`);
  return result;
}
