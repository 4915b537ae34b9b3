import Link from '@material-ui/core/Link';
import type { ServiceAnswer } from '@fairway/plugin-golden-path-common';
import {
  EnvironmentChip,
  Facts,
  formatPercent,
  MiddleTruncate,
  Money,
  TierChip,
  type Fact,
} from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { DOCUMENTS_ID } from './Documents';
import { workFacts } from './workFacts';

/** What the team wants, in a glance. */
export function IntentSummary(props: { answer: ServiceAnswer }) {
  const { intent, commit, changedIn = commit, result } = props.answer;
  const { spec } = intent;
  const t = useWords();
  const facts: Fact[] = [
    { term: t('intent.type'), value: spec.workloadType },
    ...workFacts(spec, t),
    { term: t('intent.tier'), value: <TierChip tier={spec.tier} /> },
    { term: t('intent.exposure'), value: spec.exposure },
    { term: t('intent.data'), value: spec.dataClassification },
    {
      term: t('intent.environments'),
      value: spec.environments.map(environment => {
        const name =
          typeof environment === 'string' ? environment : environment.name;
        return <EnvironmentChip key={name} environment={name} />;
      }),
    },
    ...Object.entries(spec.containers).map(([name, { image }]) => ({
      term: t('intent.image', { container: name }),
      value: <MiddleTruncate text={image} max={42} />,
    })),
    ...(spec.route ? [{ term: t('intent.host'), value: spec.route.host }] : []),
    ...(spec.scaling
      ? [
          {
            term: t('intent.scaling'),
            value: t('intent.replicas', {
              min: String(spec.scaling.min),
              max: String(spec.scaling.max),
            }),
          },
        ]
      : []),
    ...(spec.slo?.availability !== undefined
      ? [
          {
            term: t('intent.slo'),
            value: formatPercent(spec.slo.availability / 100),
          },
        ]
      : []),
    {
      term: t('effect.cost'),
      value: (
        <Money
          amount={result.cost.monthly}
          currency={result.cost.currency}
          perMonth
        />
      ),
    },
    ...(result.documents.length > 0
      ? [
          {
            term: t('entity.documents'),
            value: (
              <Link href={`#${DOCUMENTS_ID}`}>
                {result.documents.map(({ title }) => title).join(', ')}
              </Link>
            ),
          },
        ]
      : []),
    {
      term: t('intent.commit'),
      value: <code>{changedIn.slice(0, 12)}</code>,
    },
  ];
  return <Facts facts={facts} />;
}
