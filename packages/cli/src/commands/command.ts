import type { Command } from 'commander';
import type { Terminal } from '../lib/terminal';

/** What a command gets from the program. */
export interface CommandContext {
  terminal: Terminal;
  /** The input was understood, and something in it fails: exit code 1. */
  fails(): void;
}

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
}): Command {
  const { program, name, description } = options;
  return (
    program.commands.find(command => command.name() === name) ??
    program.command(name).description(description)
  );
}

/** Lines of `Examples:` below the help of a command. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map(line => `  $ fairway ${line}`).join('\n')}`;
}
