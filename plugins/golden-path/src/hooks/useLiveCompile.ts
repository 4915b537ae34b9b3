import {
  checkTemplate,
  compareContracts,
  contractOfFiles,
  serviceChange,
  withChanges,
  type AuthoringChanges,
  type AuthoringFiles,
  type ContractComparison,
  type Fleet,
  type GoldenPathTemplate,
  type Parsed,
  type PlatformContract,
  type Problem,
  type ServiceChange,
} from '@fairway/plugin-golden-path-common';
import { useSettled } from '@fairway/ui';
import { useMemo, useRef } from 'react';
import { filesBelow, sameChanges } from '../authoring/changes';
import type { Feed } from '../authoring/feed';
import { guarded } from '../authoring/guarded';
import { CONTRACT_ENTRY, templateFile, templateOf } from '../authoring/paths';
import { compileSide, type Side, type SideOptions } from '../authoring/sides';
import { useStable } from './useStable';

/** Time without a keystroke before a draft is compiled, milliseconds: reading a contract takes longer than a frame. */
const QUIET = 250;

const NO_CHANGES: AuthoringChanges = {};
const CONTRACT = 'contract/';

/** What a draft makes of a feed, and of the contract. */
export interface LiveCompile {
  /** The contract that `after` was compiled under: the last one of this draft that could be read. */
  contract?: PlatformContract;
  /** Whether that is older than what the draft says now. */
  isContractOlder: boolean;
  /** What is wrong in files of the draft, by their paths. */
  problems: Problem[];
  comparison?: ContractComparison;
  /** The feed under what is out; nothing where it has no such template. */
  before?: Side;
  /** The feed under the draft. */
  after?: Side;
  /** Nothing when both give the same. */
  change?: ServiceChange;
  /** The template of the draft, where answers are fed. */
  template?: GoldenPathTemplate;
  /** Whether something was typed that is not compiled yet. */
  waits: boolean;
}

interface Options {
  /** Contract and templates that are out. */
  out: AuthoringFiles;
  changes: AuthoringChanges;
  feed: Feed | undefined;
  /** Answers or intent; missing while they are loaded. */
  feedText: { file: string; text: string } | undefined;
  fleet: Fleet | undefined;
}

/**
 * Compiles while someone writes, here and not in the backend: the feed under what is out and under the draft, what
 * changes between the two, and which version of the contract that asks for.
 */
export function useLiveCompile(options: Options): LiveCompile {
  const { out, fleet } = options;
  const { changes, feed, feedText } = options;
  const said = useStable(
    useMemo(() => ({ changes, feed, feedText }), [changes, feed, feedText]),
    sameSaid,
  );
  const [settled, waits] = useSettled(said, QUIET);

  const outContract = useContract(out, NO_CHANGES);
  const draftContract = useContract(out, settled.changes);
  const lastGood = useRef<PlatformContract>();
  if (draftContract.ok) {
    lastGood.current = draftContract.value;
  }
  const before = outContract.ok ? outContract.value : undefined;
  const contract = draftContract.ok
    ? draftContract.value
    : lastGood.current ?? before;

  const comparison = useMemo(
    () =>
      before &&
      contract &&
      compareContracts({
        before,
        after: contract,
        now: new Date().toISOString(),
      }),
    [before, contract],
  );

  const templateName =
    settled.feed && 'template' in settled.feed
      ? settled.feed.template
      : undefined;
  const templates = useTemplates({
    out,
    changes: settled.changes,
    contract,
    before,
    name: templateName,
  });

  const sides = useMemo(() => {
    const { feed: fed, feedText: text } = settled;
    if (!fed || !text || !fleet || !contract) {
      return {};
    }
    const shared = { ...text, feed: fed, fleet, now: new Date().toISOString() };
    const compiled = (own: Pick<SideOptions, 'contract' | 'template'>) =>
      guarded<Side>({
        file: text.file,
        run: () => compileSide({ ...shared, ...own }),
        instead: problem => ({ problems: [problem] }),
      });
    return {
      before:
        before && compiled({ contract: before, template: templates.before }),
      after: compiled({ contract, template: templates.after }),
    };
  }, [settled, fleet, before, contract, templates.before, templates.after]);

  const change = useMemo(() => {
    const result = sides.after?.result;
    return result && contract
      ? serviceChange({
          name: result.name,
          before: sides.before?.result,
          after: result,
          contract,
        })
      : undefined;
  }, [sides, contract]);

  return {
    contract,
    isContractOlder: !draftContract.ok,
    problems: [
      ...(draftContract.ok ? [] : draftContract.problems),
      ...templates.problems,
      ...(sides.after?.problems ?? []),
    ],
    comparison,
    ...sides,
    change,
    template: templates.after,
    waits,
  };
}

function sameSaid(
  a: Pick<Options, 'changes' | 'feed' | 'feedText'>,
  b: Pick<Options, 'changes' | 'feed' | 'feedText'>,
): boolean {
  return (
    a.feed === b.feed &&
    a.feedText?.file === b.feedText?.file &&
    a.feedText?.text === b.feedText?.text &&
    sameChanges(a.changes, b.changes)
  );
}

/** The contract of a draft; read again only when one of its own files says something else. */
function useContract(
  out: AuthoringFiles,
  changes: AuthoringChanges,
): Parsed<PlatformContract> {
  const files = useStable(
    useMemo(
      () => filesBelow(withChanges(out, changes), CONTRACT),
      [out, changes],
    ),
    sameChanges,
  );
  return useMemo(() => read(files), [files]);
}

/** The last contract that was read; both sides are the same until someone writes. */
let lastRead:
  | { files: AuthoringFiles; parsed: Parsed<PlatformContract> }
  | undefined;

function read(files: AuthoringFiles): Parsed<PlatformContract> {
  if (!lastRead || !sameChanges(lastRead.files, files)) {
    lastRead = {
      files,
      parsed: guarded({
        file: CONTRACT_ENTRY,
        run: () => contractOfFiles(files),
        instead: problem => ({ ok: false, problems: [problem] }),
      }),
    };
  }
  return lastRead.parsed;
}

/** The template that answers are fed to, in both versions, and what is wrong in those that the draft touches. */
function useTemplates(options: {
  out: AuthoringFiles;
  changes: AuthoringChanges;
  contract: PlatformContract | undefined;
  before: PlatformContract | undefined;
  name: string | undefined;
}): {
  before?: GoldenPathTemplate;
  after?: GoldenPathTemplate;
  problems: Problem[];
} {
  const { out, changes, contract, before, name } = options;
  const after = useMemo(() => {
    const touched = Object.keys(changes).flatMap(
      path => templateOf(path) ?? [],
    );
    const names = new Set([...touched, ...(name === undefined ? [] : [name])]);
    const files = withChanges(out, changes);
    return new Map(
      [...names].flatMap(each => {
        const checked = checkedOf({ files, name: each, contract });
        return checked ? [[each, checked] as const] : [];
      }),
    );
  }, [out, changes, contract, name]);
  const outText = name === undefined ? undefined : out[templateFile(name)];
  const old = useMemo(
    () =>
      name === undefined || outText === undefined
        ? undefined
        : checkedOf({
            files: { [templateFile(name)]: outText },
            name,
            contract: before,
          }),
    [name, outText, before],
  );
  const own = name === undefined ? undefined : after.get(name);
  return {
    before: old?.ok ? old.value : undefined,
    after: own?.ok ? own.value : undefined,
    problems: [...after.values()].flatMap(checked =>
      checked.ok ? [] : checked.problems,
    ),
  };
}

function checkedOf(options: {
  files: AuthoringFiles;
  name: string;
  contract: PlatformContract | undefined;
}): Parsed<GoldenPathTemplate> | undefined {
  const { files, name, contract } = options;
  const file = templateFile(name);
  const text = files[file];
  return text === undefined || !contract
    ? undefined
    : guarded({
        file,
        run: () => checkTemplate({ file, text, contract }),
        instead: problem => ({ ok: false, problems: [problem] }),
      });
}
