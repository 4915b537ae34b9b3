export { writeYaml } from './write';
export { readYaml, readYamlStream } from './read';
