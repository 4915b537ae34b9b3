import type { ImportAnswers, ImportPlatform } from './answers';

interface Doubt {
  question: string;
  basis: 'stated' | 'evidence' | 'placeholder';
}

/** An image as the draft names it. */
export interface DraftImage {
  image: string;
  /** What there is to ask about it; nothing when it names a digest in a trusted registry. */
  doubt?: Doubt;
}

/** Of several doubts, the one with the least behind it counts. */
const WEAKEST = ['placeholder', 'evidence', 'stated'] as const;

interface Parts {
  /** With its port; nothing for a name that container engines look up at Docker Hub. */
  registry?: string;
  path: string;
  tag?: string;
  digest?: string;
}

const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** Splits `registry/path:tag@digest`. */
function partsOf(text: string): Parts {
  const [named = '', digest] = text.split('@');
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  // As container engines tell it: the first part is a registry when it looks like a host.
  const registry =
    first === 'localhost' || /[.:]/.test(first) ? first : undefined;
  const rest = registry === undefined ? named : named.slice(slash + 1);
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  return {
    ...(registry !== undefined && { registry }),
    path: colon < 0 ? rest : rest.slice(0, colon),
    ...(colon >= 0 &&
      rest.length > colon + 1 && { tag: rest.slice(colon + 1) }),
    ...(digest !== undefined && DIGEST.test(digest) && { digest }),
  };
}

/**
 * Names an image as the platform would take it: from a trusted registry, by digest where one is known. Nothing is
 * made up: an image without version stays one, which the policies of the contract deny.
 */
export function draftImage(options: {
  /** As it was read; nothing when the place was empty. */
  image: string | undefined;
  service: string;
  answers: ImportAnswers;
  platform?: ImportPlatform;
}): DraftImage {
  const { service, answers, platform } = options;
  const stated = options.image ?? '';
  // Score writes "." for the image that the pipeline builds.
  const parts = partsOf(stated === '' || stated === '.' ? service : stated);
  const located = inRegistry({ parts, answers, platform });
  const named = `${located.name}${parts.tag ? `:${parts.tag}` : ''}`;
  const digest =
    parts.digest ??
    digestFor([stated, named, located.name, parts.path, service], answers);
  const version = versionOf({ parts, named, digest, located, answers });
  const doubts = [located.doubt, version.doubt].filter(
    doubt => doubt !== undefined,
  );
  return {
    image: version.image,
    ...(doubts.length > 0 && {
      doubt: {
        question: doubts.map(({ question }) => question).join(' '),
        basis:
          WEAKEST.find(basis => doubts.some(doubt => doubt.basis === basis)) ??
          'placeholder',
      },
    }),
  };
}

function versionOf(options: {
  parts: Parts;
  named: string;
  digest: string | undefined;
  located: { name: string };
  answers: ImportAnswers;
}): { image: string; doubt?: Doubt } {
  const { parts, named, digest, located, answers } = options;
  if (digest !== undefined) {
    // By digest alone: a tag beside it says nothing that counts.
    return { image: `${located.name}@${digest}` };
  }
  const tag = parts.tag === 'latest' ? undefined : parts.tag;
  if (tag !== undefined) {
    return {
      image: named,
      doubt: {
        question:
          'Which digest is it? Production takes images by digest; a tag can be moved.',
        basis: 'evidence',
      },
    };
  }
  return answers.tag === undefined
    ? {
        image: named,
        doubt: {
          question:
            'Which version runs? The image states none, and an image without version is denied everywhere.',
          basis: 'placeholder',
        },
      }
    : {
        image: `${located.name}:${answers.tag}`,
        doubt: {
          question: 'Which version runs? The image stated none.',
          basis: 'stated',
        },
      };
}

function digestFor(
  names: string[],
  { digests = {} }: ImportAnswers,
): string | undefined {
  const name = names.find(
    each => Object.hasOwn(digests, each) && DIGEST.test(digests[each]),
  );
  return name === undefined ? undefined : digests[name];
}

function inRegistry(options: {
  parts: Parts;
  answers: ImportAnswers;
  platform?: ImportPlatform;
}): { name: string; doubt?: Doubt } {
  const { parts, answers, platform } = options;
  const { registry, path } = parts;
  const trusted = platform?.registries ?? [];
  const whole = registry === undefined ? path : `${registry}/${path}`;
  if (
    registry !== undefined &&
    (trusted.some(prefix => whole.startsWith(prefix)) ||
      (trusted.length === 0 && answers.registry === undefined))
  ) {
    return { name: whole };
  }
  const home =
    answers.registry ?? (registry === undefined ? trusted[0] : undefined);
  if (home !== undefined) {
    return {
      name: `${home.replace(/\/+$/, '')}/${path}`,
      doubt: {
        question: `Is the image there? It was named ${whole}.`,
        basis: answers.registry === undefined ? 'placeholder' : 'stated',
      },
    };
  }
  return {
    name: registry === undefined ? `docker.io/library/${path}` : whole,
    doubt: {
      question:
        'Where will the image be? The platform trusts no such registry.',
      basis: trusted.length > 0 ? 'placeholder' : 'evidence',
    },
  };
}

/** Name of the product in an image: `redis` of `docker.io/library/redis:alpine`. */
export function productOf(image: string): string {
  const { path } = partsOf(image);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Tag of an image, when it states one. */
export function tagOf(image: string): string | undefined {
  return partsOf(image).tag;
}
