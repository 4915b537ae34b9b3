import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import type { SloDocumentSummary } from '@fairway/plugin-slo-common';
import { useId } from 'react';
import { useWords } from '../../hooks/useWords';
import { objectiveRouteRef } from '../../routes';
import { DocumentProblems } from '../shared/DocumentProblems';
import { originInWords } from '../shared/origin';
import { StandInNotice } from '../shared/StandInNotice';

const useStyles = makeStyles(theme => ({
  title: { overflowWrap: 'anywhere' },
  origin: {
    marginBottom: theme.spacing(1),
    fontSize: 13,
    color: theme.palette.text.secondary,
  },
  heading: { margin: theme.spacing(2, 0, 0.5), fontSize: 14, fontWeight: 600 },
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '22px',
  },
  none: { margin: 0, fontSize: 14 },
}));

/** What a document promises, and what is wrong in it. */
export function DocumentDialog(props: {
  document: SloDocumentSummary;
  onClose(): void;
}) {
  const { document, onClose } = props;
  const { file, origin, objectives, problems, standsIn } = document;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const link = useRouteRef(objectiveRouteRef);
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={id}>
      <DialogTitle id={id} className={classes.title}>
        {file}
      </DialogTitle>
      <DialogContent dividers>
        <div className={classes.origin}>{originInWords(origin, t)}</div>
        {standsIn && <StandInNotice standsIn={standsIn} problems={problems} />}
        <h3 className={classes.heading}>{t('documents.detail.problems')}</h3>
        {problems.length === 0 ? (
          <p className={classes.none}>{t('documents.detail.noProblems')}</p>
        ) : (
          <DocumentProblems problems={problems} />
        )}
        <h3 className={classes.heading}>{t('documents.detail.objectives')}</h3>
        {objectives.length === 0 ? (
          <p className={classes.none}>{t('documents.detail.noObjectives')}</p>
        ) : (
          <ul className={classes.list}>
            {objectives.map(objective => (
              <li key={objective.id}>
                <Link to={link({ id: objective.id })}>{objective.title}</Link>
              </li>
            ))}
          </ul>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('documents.detail.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
