import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { EnvironmentDelivery } from '@fairway/plugin-golden-path-common';
import { Age, CopyButton, EnvironmentChip, StateChip } from '@fairway/ui';
import { useId, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import {
  imageInShort,
  releaseInWords,
  releaseLook,
} from '../shared/deliveryStates';
import { History } from './History';
import { Moves } from './Moves';
import { Steps } from './Steps';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75, 1.5),
    marginBottom: theme.spacing(1.25),
    fontSize: 14,
  },
  name: { margin: 0, fontSize: 14, fontWeight: 400 },
  meta: { color: theme.palette.text.secondary },
  image: {
    display: 'inline-flex',
    alignItems: 'center',
    fontFamily: theme.typography.fontFamily,
  },
  moves: { marginLeft: 'auto', display: 'flex', gap: theme.spacing(1) },
}));

/** What is in one environment, how far it got, and what can be done with it. */
export function EnvironmentReleases(props: {
  service: string;
  delivery: EnvironmentDelivery;
  /** The environment that the release would go to. */
  next: EnvironmentDelivery | undefined;
  mayPropose: boolean;
}) {
  const { service, delivery, next, mayPropose } = props;
  const { environment, release, steps, missing, since, clusters } = delivery;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const link = useRouteRef(changeRequestRouteRef);
  const [showsHistory, setHistory] = useState(false);
  return (
    <section aria-labelledby={id}>
      <div className={classes.head}>
        <h3 id={id} className={classes.name}>
          <EnvironmentChip environment={environment} />
        </h3>
        {release ? (
          <>
            <StateChip
              state={releaseLook({ ...release, missing })}
              label={releaseInWords({ ...release, missing }, t)}
            />
            <span className={classes.image}>
              <Tooltip title={release.image}>
                <code>{imageInShort(release.image)}</code>
              </Tooltip>
              <CopyButton text={release.image} what={t('delivery.image')} />
            </span>
            <span className={classes.meta}>
              {since && <Age since={since} />}
              {clusters.length > 0 && ` · ${clusters.join(', ')}`}
            </span>
            {release.request && (
              <Link to={link({ id: release.request.id })}>
                #{release.request.number}
              </Link>
            )}
          </>
        ) : (
          <span className={classes.meta}>{t('delivery.silent')}</span>
        )}
        <span className={classes.moves}>
          {mayPropose && (
            // Those who may propose nothing have no use for buttons that refuse them.
            <Moves service={service} delivery={delivery} next={next} />
          )}
          {release && (
            <Button
              size="small"
              aria-expanded={showsHistory}
              onClick={() => setHistory(!showsHistory)}
            >
              {t('delivery.history')}
            </Button>
          )}
        </span>
      </div>
      {steps.length > 0 && release && (
        <Steps environment={environment} steps={steps} />
      )}
      {showsHistory && <History service={service} environment={environment} />}
    </section>
  );
}
