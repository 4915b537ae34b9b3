import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';

/** Adds one command to the program. What it needs to run it imports when it runs, so that help is quick. */
export type RegisterCommand = (
  program: Command,
  context: CommandContext,
) => void;

/** A command that only groups others, such as `policy` in `policy test`. */
export function group(options: {
  program: Command;
  name: string;
  description: string;
  /** Examples of its commands, for its own help. */
  examples: string[];
}): Command {
  const { program, name, description } = options;
  return (
    program.commands.find(command => command.name() === name) ??
    program
      .command(name)
      .description(description)
      .addHelpText('after', examples(...options.examples))
  );
}

/** Lines of `Examples:` below the help of a command. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map(line => `  $ fairway ${line}`).join('\n')}`;
}
