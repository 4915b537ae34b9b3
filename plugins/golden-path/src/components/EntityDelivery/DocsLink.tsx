import { Link } from '@backstage/core-components';
import { useWords } from '../../hooks/useWords';

/** Where it is written how evidence is sent. */
const DOCS =
  'https://github.com/fairway-dev/fairway/blob/main/docs/delivery.md';

/** How to connect what sends evidence. */
export function DocsLink() {
  const t = useWords();
  return <Link to={DOCS}>{t('delivery.connect')}</Link>;
}
