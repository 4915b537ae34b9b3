import type { PlatformContract } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';
import type { Duty } from './duties';

interface Options {
  intent: ServiceIntent;
  contract: PlatformContract;
}

/** What the type of work asks for beyond what every service owes. */
export function workDuties(options: Options): Duty[] {
  return [
    ...storeDuties(options),
    ...queueDuties(options),
    ...gatewayDuties(options),
  ];
}

/** The baseline of a store, as far as it goes beyond the questions that no intent can leave open. */
function storeDuties({ intent, contract }: Options): Duty[] {
  const store = ownPart(intent, 'stateful');
  if (!store) {
    return [];
  }
  const at = '/spec/stateful';
  const { storageClass, reclaimPolicy } = store.storage;
  const classes = contract.storage?.classes ?? {};
  const known = Object.hasOwn(classes, storageClass)
    ? classes[storageClass]
    : undefined;
  return [
    {
      id: 'storage-class',
      title: 'Its data lies in a class of the platform, encrypted',
      why: 'What is in no class of the contract has nobody who grows, saves or encrypts it.',
      remedy: 'Choose a storage class of the contract that encrypts',
      requires: `${at}/storage/storageClass`,
      met: known?.encrypted ?? false,
    },
    {
      id: 'reclaim-policy',
      title: 'It is said what becomes of the volumes',
      why: 'Data that goes with its store by default goes once by mistake.',
      remedy: 'Add "reclaimPolicy" to "storage"',
      requires: `${at}/storage/reclaimPolicy`,
      met: reclaimPolicy !== undefined,
    },
    {
      id: 'schema-migration',
      title: 'It is said how its schema changes',
      why: 'A change of the schema is the release that cannot be rolled back by itself.',
      remedy: 'Add "schemaMigration" to "stateful"',
      requires: `${at}/schemaMigration`,
      met: store.schemaMigration !== undefined,
    },
    {
      id: 'restore-drill',
      title: 'A restore within the promised time was shown',
      why: `The intent promises to be back within ${store.backup.rto}; a drill with data of today's size shows whether that holds.`,
      remedy:
        'Show the last restore, with its duration, in the readiness review',
      met: undefined,
    },
    {
      id: 'upgrade-plan',
      title: 'There is a plan for its next major version',
      why: 'A store that is never upgraded is upgraded under pressure.',
      remedy: 'Show the plan in the readiness review',
      met: undefined,
    },
  ];
}

function queueDuties({ intent }: Options): Duty[] {
  const queue = ownPart(intent, 'queue');
  return queue
    ? [
        {
          id: 'message-age',
          title: 'It is said how long a message may wait',
          why: 'Its users notice delay; without a limit nobody can say what is late.',
          remedy: 'Add "maxAge" to "queue"',
          requires: '/spec/queue/maxAge',
          met: queue.maxAge !== undefined,
        },
        {
          id: 'longest-message',
          title: 'It is said how long one message takes',
          why: 'A pod that stops gets the time to finish the message that it has in hand.',
          remedy: 'Add "longestMessage" to "queue"',
          requires: '/spec/queue/longestMessage',
          met: queue.longestMessage !== undefined,
        },
      ]
    : [];
}

function gatewayDuties({ intent }: Options): Duty[] {
  const gateway = ownPart(intent, 'gateway');
  const { route } = intent.spec;
  return gateway
    ? [
        {
          id: 'gateway-authentication',
          title: 'It is said how callers of the gateway say who they are',
          why: 'What a gateway lets in reaches everything behind it.',
          remedy: 'Add "authentication" to "route", or to "gateway" inside',
          requires: route
            ? '/spec/route/authentication'
            : '/spec/gateway/authentication',
          met: (route ?? gateway).authentication !== undefined,
        },
        {
          id: 'gateway-rate-limit',
          title: 'One caller cannot use up the gateway',
          why: 'Without a limit the loudest caller decides for all.',
          remedy: 'Add "rateLimit" to "route", or to "gateway" inside',
          requires: route ? '/spec/route/rateLimit' : '/spec/gateway/rateLimit',
          met: (route ?? gateway).rateLimit !== undefined,
        },
      ]
    : [];
}
