import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  existsInWords,
  OWN_SERVICES,
  willExist,
  type Preview,
  type ReviewDecision,
} from '@fairway/plugin-golden-path-common';
import { useEffect } from 'react';
import { unchangedInWords } from '../change/isUnchanged';
import { useUnchanged } from '../change/useUnchanged';
import { contentAt } from '../content';
import { placeInWords } from '../places';
import { costInWords } from '../preview/costInWords';
import { meaningOf } from '../draft/draftStore';
import { inTheWayOf } from '../preview/inTheWay';
import { PageButton } from '../preview/PageButton';
import { usePreviewContext } from '../preview/PreviewContext';
import { verdictOf } from '../preview/verdict';
import { answerLines } from '../review/answers';
import { asSentence, reviewersInWords } from '../words';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(3) },
}));

function outlookOf(options: {
  review: ReviewDecision | undefined;
  isHeld: boolean;
}): string {
  const { review, isHeld } = options;
  if (review?.decision === 'review') {
    const whys = new Set(review.reasons.map(({ why }) => why));
    return [
      `A change request is opened. It waits for a review by ${reviewersInWords(
        review.reviewers,
      )}.`,
      ...whys,
    ].join(' ');
  }
  return isHeld
    ? 'A change request is opened and stays open. It needs no review: one of the owning team merges it.'
    : 'A change request is opened. It needs no review and merges by itself.';
}

/** The verdict, and what the warnings say once nothing else is in the way. */
function stateInWords(preview: Preview): string {
  const { state, label } = verdictOf(preview);
  const warnings = preview.findings.map(({ message }) => asSentence(message));
  return state === 'attention'
    ? `${label}: ${[...new Set(warnings)].join(' ')}`
    : label;
}

/** More than that hides what matters; the preview has all of it. */
const MOST_LEFT_OUT = 12;

/** What is not derived with its reason, once for all environments. */
function leftOut({ result }: Preview): string[] {
  const all = [
    ...new Set(
      (result?.notDerived ?? []).map(({ what, why }) =>
        asSentence(`${what}: ${why}`),
      ),
    ),
  ];
  const more = all.length - MOST_LEFT_OUT;
  return more > 0
    ? [
        ...all.slice(0, MOST_LEFT_OUT),
        `And ${more} more: go back one page, and open Not derived beside the form.`,
      ]
    : all;
}

/** The last word of the form: what happens when the request is opened, or what is still in the way and where. */
export function ProposalField(props: FieldExtensionComponentProps<unknown>) {
  const { preview, placeOf, page, form, facts, standing, pages, changes } =
    usePreviewContext();
  // What the backend looks at before it merges by itself: contract, author, and who proposes for whom.
  const isHeld =
    facts?.contract.approvals.automatic === 'wait' ||
    contentAt(form, ['hold']) === true ||
    (preview?.findings ?? []).some(
      ({ policy, title }) => policy === 'ownership' && title === OWN_SERVICES,
    );
  const classes = useStyles();
  const inTheWay = preview ? inTheWayOf(preview) : [];
  const isUnchanged = useUnchanged();
  const outlook = `${outlookOf({
    review: preview?.review,
    isHeld,
  })} Nothing is applied before it is merged.`;
  const existing =
    facts && preview?.result
      ? willExist({ result: preview.result, contract: facts.contract }).map(
          existsInWords,
        )
      : [];
  // The review page shows what this field holds.
  const said = preview && {
    state: stateInWords(preview),
    next: outlook,
    cost: costInWords({ preview, standing }),
    answers: answerLines({ pages: pages ?? [], form }),
    exists: existing,
    notDerived: leftOut(preview),
  };
  // The form hands back the same in another order, and with its blanks.
  const isSaid =
    said !== undefined && meaningOf(Object(props.formData)) === meaningOf(said);
  useEffect(() => {
    // A template may hold a plain text here: then there is no room for the summary.
    if (said && !isSaid && props.schema.type !== 'string') {
      props.onChange(said);
    }
  });
  let whatNext = outlook;
  if (inTheWay.length > 0) {
    whatNext = 'Nothing can be proposed before this is mended:';
  } else if (isUnchanged && changes !== undefined) {
    whatNext = unchangedInWords(changes);
  }
  return (
    <div>
      <Typography variant="h6">What happens next</Typography>
      <Typography variant="body2" color="textSecondary">
        {whatNext}
      </Typography>
      {inTheWay.length > 0 && (
        <ul className={classes.list}>
          {inTheWay.map(({ at, what }) => {
            const place = placeOf(at);
            return (
              <Typography
                key={`${at} ${what}`}
                component="li"
                variant="body2"
                color="error"
              >
                {place.title && <b>{placeInWords(place, page)}: </b>}
                {what} <PageButton place={place} />
              </Typography>
            );
          })}
        </ul>
      )}
    </div>
  );
}
