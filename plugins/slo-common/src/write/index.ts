export { ID_ANNOTATION, writeOpenSlo, type WrittenOpenSlo } from './openSlo';
export { writePrometheusRule, writeRuleFile } from './rules';
