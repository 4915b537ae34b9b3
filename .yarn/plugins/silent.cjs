// `yarn -s <script>` as Yarn 1 had it; Yarn 4 refuses the flag. The script is handed to npm, because Yarn 4 runs no
// script before everything is installed, and our scripts install what is missing themselves.
module.exports = {
  name: 'fairway-silent',
  factory: require => {
    const { spawnSync } = require('node:child_process');
    const { BaseCommand } = require('@yarnpkg/cli');
    const { Option } = require('clipanion');
    class SilentRun extends BaseCommand {
      static paths = [['-s'], ['--silent']];
      args = Option.Proxy();
      async execute() {
        const [script, ...args] = this.args;
        const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
        return (
          spawnSync(npm, ['run', '-s', script, '--', ...args], {
            stdio: 'inherit',
          }).status ?? 1
        );
      }
    }
    return { commands: [SilentRun] };
  },
};
