import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { ApiHolder } from '@backstage/core-plugin-api';
import {
  previewForm,
  type IntentForm,
  type Preview,
} from '@fairway/plugin-golden-path-common';
import type { FieldValidation } from '@rjsf/utils';
import Typography from '@material-ui/core/Typography';
import { goldenPathApiRef } from '../../api';
import { workloadTypeOf } from '../formOf';
import { usePreviewContext } from '../preview/PreviewContext';
import { loadFacts } from '../useGoldenPathFacts';

/** The last word of the form: what happens when the request is opened, or what is still in the way. */
export function ProposalField(_props: FieldExtensionComponentProps<string>) {
  const { preview, lastGood } = usePreviewContext();
  // Something malformed gives no decision; the last one stands until it is mended.
  const review = (preview?.result ? preview : lastGood)?.review;
  return (
    <div>
      <Typography variant="h6">What happens next</Typography>
      <Typography variant="body2" color="textSecondary">
        {review?.decision === 'review'
          ? `A change request is opened and ${review.reviewers.join(
              ', ',
            )} are asked to review it.`
          : 'A change request is opened. It needs no review: you can merge it yourself.'}{' '}
        Nothing is applied before it is merged.
      </Typography>
    </div>
  );
}

function inTheWay(preview: Preview): string[] {
  return [
    ...preview.missing.map(({ title }) => `State the ${title}.`),
    ...preview.problems.map(({ message, remedy }) => `${message}. ${remedy}`),
    ...preview.findings
      .filter(({ severity }) => severity === 'deny')
      .map(({ message, remedy }) => `${message} ${remedy}`),
  ];
}

/** Compiles the whole form before the wizard goes on to the review page; what denies stops it here. */
export async function validateProposal(
  _value: string,
  validation: FieldValidation,
  context: {
    apiHolder: ApiHolder;
    formData: IntentForm;
    uiSchema?: { 'ui:options'?: unknown };
  },
): Promise<void> {
  const api = context.apiHolder.get(goldenPathApiRef);
  if (!api) {
    return;
  }
  const { contract, fleet } = await loadFacts(api);
  const preview = previewForm({
    workloadType: workloadTypeOf(context.uiSchema?.['ui:options']),
    form: context.formData,
    contract,
    fleet,
    now: new Date().toISOString(),
  });
  for (const message of inTheWay(preview)) {
    validation.addError(message);
  }
}
