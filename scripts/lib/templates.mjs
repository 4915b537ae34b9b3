import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Document, isScalar, parse, visit } from 'yaml';
import prettier from 'prettier';

/**
 * The scaffolder templates as `templates/source` states them: each form is a list of pages, each page a list of
 * questions that all forms share. Returns the text of each template by the name of its form.
 */
export async function templatesOf(folder) {
  const read = (file, options) =>
    parse(readFileSync(path.join(folder, 'source', file), 'utf8'), options);
  const questions = read('questions.yaml');
  const { pages, forms } = read('forms.yaml');
  const written = Object.entries(forms).map(([name, form]) => {
    const template = templateOf({ name, form, pages, questions });
    return [name, formatted(`${headOf(name, form)}${yamlOf(template)}`)];
  });
  return Object.fromEntries(written);
}

const headOf = (name, { title }) => `\
# ${title}: the form of the golden path for the workload type ${name}.
#
# Written by \`node scripts/templates.mjs\` from templates/source; change it there. Each page is drawn by
# \`FairwayStep\`, which shows beside it what would be derived from what is stated so far.
`;

/** Short lists stay on a line. */
function yamlOf(value) {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Seq(_key, node) {
      node.flow = node.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true });
}

const formatted = text =>
  prettier.format(text, { parser: 'yaml', singleQuote: true });

function templateOf({ name, form, pages, questions }) {
  const formPages = form.pages.map(page =>
    typeof page === 'string' ? pages[page] : page,
  );
  const asked = questionsOf({ questions, form, workloadType: name });
  asked.proposal.properties.answers.properties = Object.fromEntries(
    formPages.map(({ title }) => [
      title,
      { type: 'array', title, items: { type: 'string' } },
    ]),
  );
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      title: form.title,
      description: form.description,
      tags: form.tags,
    },
    spec: {
      owner: 'group:default/platform',
      type: form.type,
      formDecorators: [{ id: 'fairway-draft' }],
      presentation: {
        buttonLabels: { createButtonText: 'Open change request' },
      },
      parameters: formPages.map(page =>
        pageOf({ page, asked, workloadType: name }),
      ),
      ...stepsOf(name),
    },
  };
}

/** The questions as one form words them. */
function questionsOf({ questions, form, workloadType }) {
  const asked = structuredClone(questions);
  asked.proposal['ui:options'] = { workloadType };
  for (const [place, words] of Object.entries(form.instead ?? {})) {
    const keys = place.split('.');
    const last = keys.pop();
    const holder = keys.reduce((value, key) => value[key], asked);
    if (holder?.[last] === undefined) {
      throw new Error(`${workloadType}: there is no question ${place}`);
    }
    if (words === null) {
      delete holder[last];
    } else {
      Object.assign(holder[last], words);
    }
  }
  return asked;
}

/** The review page shows what `proposal` says of the whole form: verdict and answers in words, not each raw value. */
function reviewed(name, question) {
  return name === 'proposal'
    ? question
    : { ...question, 'ui:backstage': { review: { show: false } } };
}

/** A group without the members that are asked at another exposure (`only`). */
function forExposure(question, exposure) {
  return question.properties
    ? {
        ...question,
        properties: Object.fromEntries(
          Object.entries(question.properties)
            .filter(([, { only = exposure }]) => only === exposure)
            .map(([name, { only: _, ...member }]) => [name, member]),
        ),
      }
    : question;
}

function pageOf({ page, asked, workloadType }) {
  const { title, description, required, ask } = page;
  const pick = (names, exposure) =>
    Object.fromEntries(
      names.map(name => {
        if (asked[name] === undefined) {
          throw new Error(`${workloadType}: there is no question ${name}`);
        }
        return [name, reviewed(name, forExposure(asked[name], exposure))];
      }),
    );
  const branch = (exposure, names = []) => ({
    properties: {
      exposure: { enum: [exposure] },
      ...pick(names, exposure),
    },
    ...(names.length > 0 && { required: names }),
  });
  return {
    title,
    description,
    'ui:field': 'FairwayStep',
    'ui:options': { workloadType },
    ...(required && { required }),
    properties: pick(ask),
    // What only a public service is asked, or only an internal one. Of a group in both, the later one names the fields.
    ...(page.public && {
      dependencies: {
        exposure: {
          oneOf: page.internal
            ? [branch('public', page.public), branch('internal', page.internal)]
            : [branch('internal'), branch('public', page.public)],
        },
      },
    }),
  };
}

function stepsOf(workloadType) {
  return {
    steps: [
      {
        id: 'compile',
        name: 'Compile the intent',
        action: 'fairway:compile',
        input: {
          workloadType,
          form: '${{ parameters }}',
          acceptOn: '${{ parameters.acceptOn }}',
          releaseOn: '${{ parameters.releaseOn }}',
        },
      },
      {
        id: 'request',
        name: 'Open the change request',
        action: 'fairway:change-request',
        input: {
          intent: '${{ steps.compile.output.intent }}',
          message: '${{ parameters.message }}',
          acceptOn: '${{ parameters.acceptOn }}',
          releaseOn: '${{ parameters.releaseOn }}',
          hold: '${{ parameters.hold }}',
        },
      },
    ],
    output: {
      links: [
        {
          title: 'Change request #${{ steps.request.output.number }}',
          url: '${{ steps.request.output.url }}',
        },
      ],
      text: [
        {
          title: 'What happens next',
          content: `\
Review: \${{ ('needs ' + (steps.compile.output.reviewers | join(', '))) if steps.compile.output.review == 'review' else 'none is needed' }}. Cost: \${{ steps.compile.output.monthlyCost }} a month.

\${{ 'It merged by itself.' if steps.request.output.state == 'merged' else 'It is open.' }} Once it is merged, the GitOps engine applies what the request shows, and the service appears in the catalog.
`,
        },
      ],
    },
  };
}
