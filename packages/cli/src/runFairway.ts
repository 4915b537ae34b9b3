import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { commands } from './commands';
import { examples } from './commands/command';
import type { CommandContext } from './lib/context';
import { CliFailure } from './lib/failure';
import { createTerminal } from './lib/terminal';

/** What went wrong is in the exit code: 1 something in the input fails, 2 the input cannot be used. */
const UNUSABLE = 2;

/**
 * Runs one command line (without `node` and the script) and gives its exit code: 0 fine, 1 the input was
 * understood and something in it fails, 2 usage, unreadable or malformed input. Never throws.
 * @public
 */
export async function runFairway(args: string[]): Promise<number> {
  const terminal = createTerminal();
  let code = 0;
  const program = new Command('fairway')
    .description('Compiles, explains and checks service intents.')
    .showHelpAfterError('(fairway --help tells the commands)')
    .addHelpText(
      'after',
      examples(
        'compile payments-api.yaml',
        'explain payments-api.yaml --object Service/payments-api',
        'diff services-before/ services/',
        'contract check',
        'compile --help',
      ),
    )
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .version(version, '-V, --version', 'show the version')
    .exitOverride();
  const context: CommandContext = {
    terminal,
    fails: (worse = 1) => {
      code = Math.max(code, worse);
    },
  };
  commands.forEach(register => register(program, context));
  for (const command of nested(program)) {
    command.exitOverride().helpOption('-h, --help', 'show this help');
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) {
        return 0;
      }
      if (args.includes('--json')) {
        await terminal.json({ problems: [`fairway: ${error.message}`] });
      }
      return UNUSABLE;
    }
    if (error instanceof CliFailure) {
      for (const line of error.lines) {
        terminal.error(line);
      }
      if (args.includes('--json')) {
        await terminal.json({ problems: error.lines });
      }
      return error.exitCode;
    }
    terminal.error(
      `fairway: ${error instanceof Error ? error.stack : String(error)}`,
    );
    return UNUSABLE;
  } finally {
    terminal.end();
  }
}

function nested(command: Command): Command[] {
  return command.commands.flatMap(each => [each, ...nested(each)]);
}
