export { writeYaml } from './write';
export { readYaml, readYamlStream } from './read';
export {
  readKubernetesYaml,
  type KubernetesDocument,
  type KubernetesYaml,
  type YamlRemark,
} from './kubernetes';
export { readKubernetesQuickly } from './quickKubernetes';
