import { LinkButton } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import MoreIcon from '@material-ui/icons/MoreVert';
import {
  formFromIntent,
  type ServiceAnswer,
  type ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import { useId, useState } from 'react';
import { useMayPropose } from '../../form/proposer';
import { useChangeService } from '../../hooks/useChangeService';
import { useFlowInAddress } from '../../hooks/useFlowInAddress';
import { useWords } from '../../hooks/useWords';
import { MoveDialog } from './MoveDialog';
import { RenameDialog } from './RenameDialog';
import { RetireDialog } from './RetireDialog';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
}));

const FLOWS: ServiceFlow['kind'][] = ['rename', 'move', 'retire'];

/** What can be done to a service that is there; nothing for those who may not propose. */
export function ServiceActions(props: { answer: ServiceAnswer }) {
  const { service, intent } = props.answer;
  const { name } = service;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const { workloadType } = intent.spec;
  const change = useChangeService({ service: name, workloadType });
  const hasForm = formFromIntent(intent) !== undefined;
  const [flow, show] = useFlowInAddress();
  const [anchor, setAnchor] = useState<HTMLElement>();
  if (!useMayPropose()) {
    return null;
  }
  const close = () => show(undefined);
  return (
    <div className={classes.root}>
      {!hasForm && (
        <Tooltip title={t('day2.byHand', { service: name })}>
          <Button variant="outlined" size="small">
            {t('day2.byHandTitle')}
          </Button>
        </Tooltip>
      )}
      {hasForm && change === 'none' && (
        <Tooltip title={t('day2.noForm', { service: name, workloadType })}>
          <Button variant="outlined" size="small">
            {t('day2.byHandTitle')}
          </Button>
        </Tooltip>
      )}
      {hasForm && change && change !== 'none' && (
        <LinkButton
          to={change.to}
          variant="outlined"
          color="primary"
          size="small"
        >
          {t('day2.change')}
        </LinkButton>
      )}
      <IconButton
        size="small"
        aria-label={t('day2.more')}
        aria-haspopup="menu"
        aria-controls={anchor ? `${id}-menu` : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
      <Menu
        id={`${id}-menu`}
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
      >
        {FLOWS.map(kind => (
          <MenuItem
            key={kind}
            onClick={() => {
              setAnchor(undefined);
              show(kind);
            }}
          >
            {t(`day2.menu.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
      {flow === 'rename' && <RenameDialog service={name} onClose={close} />}
      {flow === 'move' && <MoveDialog intent={intent} onClose={close} />}
      {flow === 'retire' && <RetireDialog service={name} onClose={close} />}
    </div>
  );
}
