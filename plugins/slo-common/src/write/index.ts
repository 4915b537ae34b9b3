export { writePrometheusRule, writeRuleFile } from './rules';
