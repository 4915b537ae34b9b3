import { Stop } from './say.mjs';

/** Runs the command that was named; what stops it is said plainly, without a stack. */
export async function cli(commands, [name, ...args]) {
  const command = commands[name];
  if (!command) {
    process.stderr.write(
      `Unknown command ${name ?? ''}. Use one of: ${Object.keys(commands).join(
        ', ',
      )}\n`,
    );
    process.exit(2);
  }
  try {
    process.exitCode = (await command(args)) ?? 0;
  } catch (error) {
    if (error instanceof Stop) {
      process.stderr.write(`\n✖ ${error.message}\n`);
      if (error.mend) {
        process.stderr.write(`${error.mend.replace(/^(?=.)/gm, '  ')}\n`);
      }
      process.exitCode = error.exitCode;
    } else {
      throw error;
    }
  }
}
