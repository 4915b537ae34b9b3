import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import {
  DateTime,
  focusRing,
  formatAge,
  formatDuration,
  formatPercent,
  PageSection,
} from '@fairway/ui';
import { useId, useState, type ReactNode } from 'react';
import { formatLeft, formatSli } from '../../format';
import { useWords, type Words } from '../../hooks/useWords';
import { Arithmetic } from './Arithmetic';
import { countInWords, eventsLeft, shownCount } from '../shared/figures';
import { isJudged } from './isJudged';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
    gap: theme.spacing(2, 4),
  },
  term: { fontSize: 13, color: theme.palette.text.secondary },
  figure: {
    fontSize: 26,
    lineHeight: '36px',
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
  none: {
    fontSize: 20,
    lineHeight: '36px',
    color: theme.palette.text.secondary,
  },
  about: {
    fontSize: 13,
    lineHeight: '18px',
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
  open: {
    display: 'block',
    textAlign: 'left',
    fontFamily: 'inherit',
    borderRadius: 4,
    '&:focus-visible': focusRing(theme),
  },
  opens: {
    display: 'inline-flex',
    alignItems: 'center',
    fontSize: 13,
    lineHeight: '18px',
    color: theme.palette.primary.main,
    textDecoration: 'underline',
  },
  sum: {
    marginTop: theme.spacing(2),
    paddingTop: theme.spacing(1.5),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** What is left, as time and as events. */
function leftInWords(value: ObjectiveAnswer, t: Words): string[] {
  const { budget, arithmetic, state } = value;
  if (!budget) {
    return [];
  }
  const duration = formatDuration(Math.abs(budget.minutes) * 60);
  const events =
    arithmetic?.unit === 'events' ? eventsLeft(arithmetic) : budget.events;
  const count = shownCount(Math.abs(events ?? 0));
  return [
    ...(state === 'too-few-events' ? [t('figures.noVerdict')] : []),
    budget.minutes < 0
      ? t('figures.minutesOver', { duration })
      : t('figures.minutes', { duration }),
    ...(events === undefined
      ? []
      : [
          t(events < 0 ? 'figures.eventsOver' : 'figures.events', {
            count,
            events: countInWords(count),
          }),
        ]),
  ];
}

/** Which pace a time to exhaustion goes by. */
function paceInWords(window: string | undefined, t: Words): string {
  switch (window) {
    case undefined:
      return t('figures.exhaustsText');
    case '1h':
      return t('figures.pace.hour');
    case '1d':
      return t('figures.pace.day');
    default:
      return t('figures.pace.other', { window });
  }
}

/** Time until nothing is left, in words. */
function exhaustion(
  value: ObjectiveAnswer,
  t: Words,
): { figure?: string; about?: string } {
  // Of too few events nothing follows, neither that it lasts nor that it is gone.
  if (!value.budget || value.state === 'too-few-events') {
    return {};
  }
  if (value.budget.ratio <= 0) {
    return { figure: t('figures.gone'), about: t('figures.goneText') };
  }
  if (!isJudged(value)) {
    return {};
  }
  return value.exhaustsInSeconds === undefined
    ? { figure: t('figures.never'), about: t('figures.neverText') }
    : {
        figure: formatDuration(value.exhaustsInSeconds),
        about: paceInWords(value.paceOf, t),
      };
}

/** The few numbers that say how an objective stands; the budget opens to the sum it comes from. */
export function KeyFigures(props: { value: ObjectiveAnswer }) {
  const { value } = props;
  const { budget, sli, target, arithmetic, at } = value;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const exhausts = exhaustion(value, t);
  return (
    <PageSection title={t('figures.heading')}>
      <div className={classes.list}>
        <Figure
          term={t('figures.sli')}
          figure={sli === undefined ? undefined : formatSli({ sli, target })}
          about={[
            t('figures.sliText', {
              target: formatPercent(target),
              window: value.window,
            }),
          ]}
        />
        <div>
          {arithmetic ? (
            <ButtonBase
              className={classes.open}
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => setOpen(!isOpen)}
            >
              <Figure
                term={t('figures.budget')}
                figure={budget && formatLeft(budget.ratio)}
                about={leftInWords(value, t)}
              />
              <span className={classes.opens}>
                {isOpen ? t('figures.hideSum') : t('figures.showSum')}
                {isOpen ? (
                  <ExpandLessIcon fontSize="inherit" />
                ) : (
                  <ExpandMoreIcon fontSize="inherit" />
                )}
              </span>
            </ButtonBase>
          ) : (
            <Figure
              term={t('figures.budget')}
              figure={budget && formatLeft(budget.ratio)}
              about={leftInWords(value, t)}
            />
          )}
        </div>
        <Figure
          term={t('figures.exhausts')}
          figure={exhausts.figure}
          about={exhausts.about ? [exhausts.about] : []}
        />
        <Figure
          term={t('figures.read')}
          figure={
            at
              ? t('figures.readAgo', {
                  age: formatAge({ since: at, now: Date.now() }),
                })
              : t('figures.readNever')
          }
          about={at ? [<DateTime key="at" iso={at} />] : []}
        />
      </div>
      {arithmetic && isOpen && (
        <div id={id} className={classes.sum}>
          <Arithmetic arithmetic={arithmetic} />
        </div>
      )}
    </PageSection>
  );
}

function Figure(props: {
  term: string;
  /** Not known when missing. */
  figure?: string;
  about: ReactNode[];
}) {
  const { term, figure, about } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <div>
      <div className={classes.term}>{term}</div>
      <div className={figure === undefined ? classes.none : classes.figure}>
        {figure ?? t('figures.unknown')}
      </div>
      {about.map((line, index) => (
        <div key={index} className={classes.about}>
          {line}
        </div>
      ))}
    </div>
  );
}
