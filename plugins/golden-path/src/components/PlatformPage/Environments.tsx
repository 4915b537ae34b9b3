import { makeStyles } from '@material-ui/core/styles';
import type {
  ContractCluster,
  ContractEnvironment,
  PlatformContract,
} from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EnvironmentChip,
  PageSection,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords, type Words } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
}));

function environmentColumns(t: Words): DataTableColumn<ContractEnvironment>[] {
  return [
    {
      id: 'name',
      title: t('environment.name'),
      cell: row => (
        <EnvironmentChip environment={row.name} production={row.production} />
      ),
    },
    {
      id: 'purpose',
      title: t('environment.purpose'),
      prose: true,
      cell: row => row.purpose,
    },
    {
      id: 'bias',
      title: t('environment.bias'),
      prose: true,
      cell: row => row.bias,
    },
    {
      id: 'from',
      title: t('environment.promotesFrom'),
      cell: row => row.promotesFrom ?? '–',
    },
    {
      id: 'production',
      title: t('environment.rules'),
      cell: row =>
        t(row.production ? 'environment.production' : 'environment.other'),
    },
  ];
}

function roleOf(cluster: ContractCluster): 'primary' | 'active' | 'standby' {
  if (cluster.role !== 'active') {
    return 'standby';
  }
  return cluster.primary ? 'primary' : 'active';
}

function clusterColumns(t: Words): DataTableColumn<ContractCluster>[] {
  return [
    { id: 'name', title: t('cluster.name'), cell: row => row.name },
    {
      id: 'environments',
      title: t('cluster.environments'),
      cell: row =>
        row.environments.map(environment => (
          <EnvironmentChip key={environment} environment={environment} />
        )),
    },
    {
      id: 'role',
      title: t('cluster.role'),
      cell: row => t(`cluster.${roleOf(row)}`),
    },
    { id: 'region', title: t('cluster.region'), cell: row => row.region },
    {
      id: 'zones',
      title: t('cluster.zones'),
      cell: row => row.zones.join(', '),
    },
    { id: 'pods', title: t('cluster.podCidr'), cell: row => row.podCidr },
  ];
}

/** Where services run. */
export function Environments(props: { contract: PlatformContract }) {
  const { contract } = props;
  const t = useWords();
  const classes = useStyles();
  const environments = useMemo(() => environmentColumns(t), [t]);
  const clusters = useMemo(() => clusterColumns(t), [t]);
  return (
    <div className={classes.stack}>
      <PageSection title={t('platform.environments')} flush>
        <DataTable
          label={t('platform.environments')}
          urlKey="environments"
          columns={environments}
          rows={contract.environments}
          rowKey={row => row.name}
        />
      </PageSection>
      <PageSection title={t('platform.clusters')} flush>
        <DataTable
          label={t('platform.clusters')}
          urlKey="clusters"
          columns={clusters}
          rows={contract.clusters}
          rowKey={row => row.name}
        />
      </PageSection>
    </div>
  );
}
