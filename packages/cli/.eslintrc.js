const config = require('../../eslint')(__dirname);

// What is published is one bundle: what it imports is there when it is built, and nothing is installed with it.
config.rules['@backstage/no-undeclared-imports'] = 'off';

module.exports = config;
