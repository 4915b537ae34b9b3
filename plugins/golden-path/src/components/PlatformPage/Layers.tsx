import { makeStyles } from '@material-ui/core/styles';
import type { ContractLayer } from '@fairway/plugin-golden-path-common';
import { Facts, OwnerLink, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
  },
  question: {
    margin: theme.spacing(0, 0, 1.5),
    fontSize: 14,
    color: theme.palette.text.secondary,
  },
  list: { margin: 0, paddingLeft: theme.spacing(2) },
}));

/** The eight layers: who owns each, what it promises, and what each side gives. */
export function Layers(props: { layers: ContractLayer[] }) {
  const classes = useStyles();
  return (
    <div className={classes.grid}>
      {props.layers.map(layer => (
        <Layer key={layer.id} layer={layer} />
      ))}
    </div>
  );
}

function Layer(props: { layer: ContractLayer }) {
  const { layer } = props;
  const t = useWords();
  const classes = useStyles();
  const list = (texts: string[]) => (
    <ul className={classes.list}>
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
  return (
    <PageSection title={layer.title} aside={<OwnerLink owner={layer.owner} />}>
      <p className={classes.question}>{layer.question}</p>
      <Facts
        facts={[
          { term: t('layer.provider'), value: layer.provider },
          { term: t('layer.sla'), value: layer.sla },
          { term: t('layer.gives'), value: list(layer.platformGives) },
          { term: t('layer.expects'), value: list(layer.teamsGive) },
          {
            term: t('layer.override'),
            value: `${layer.override.who}: ${layer.override.approval}`,
          },
          { term: t('layer.observed'), value: layer.observedBy },
          { term: t('layer.onFailure'), value: layer.onFailure },
          { term: t('layer.cost'), value: layer.costAttribution },
          { term: t('layer.evidence'), value: layer.evidence },
        ]}
      />
    </PageSection>
  );
}
