import type { Person as Signature } from '@fairway/connectors';
import type {
  ChangeRequestKind,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { StoredChangeRequest } from '../store/ChangeRequestStore';

/** A request that Fairway opens for a merged service. */
export interface PlatformProposal {
  /** The person who asked for it, or Fairway itself. */
  by: Signature;
  service: string;
  kind: ChangeRequestKind;
  /** Changes the merged intent; as it is when left out, so that only what contract and fleet make different changes. */
  change?: (intent: ServiceIntent) => ServiceIntent;
  /** Its title, where the usual one of the kind says too little: plain text, one line. */
  title?: string;
  /** A line: why. */
  message?: string;
  /** Keeps it open though nobody has to agree, so that its owners merge it. */
  hold?: boolean;
  /** Why a person has to press Merge, in sentences; its author wants it when left out. */
  holdWhy?: string;
  campaign?: { id: string; title: string };
  /** It waits for no request of another wish that is open for the service, and goes beside it. */
  beside?: boolean;
  /** What of the service it is for, such as an environment, where requests of the kind differ in that. */
  subject?: string;
  /** Files that nothing derives and that are to go beside those of the service. */
  removes?: string[];
  /** Sections that stand in the text of the request, as Markdown that was escaped where people wrote it. */
  evidence?: { title: string; markdown: string }[];
}

export interface PlatformProposalOutcome {
  /**
   * `covered`: another request is open for the service and carries the change, or will when it is merged; it was left
   * as it is. `nothing`: Git holds exactly this.
   */
  outcome: 'opened' | 'updated' | 'covered' | 'nothing';
  /** Missing only for `nothing`, and there too when it was this request of the campaign that brought Git there. */
  request?: StoredChangeRequest;
}

/** Opens requests that follow from something else than a form: campaigns, drift, promotion, rollback. */
export interface PlatformRequests {
  /**
   * Opens the request, or updates the open one of the same kind, campaign and subject; the same call again changes nothing.
   * @throws NoSuchServiceError; DeniedError with findings; ConflictError when a request is open for the service that
   * does not carry the change; NotFoundError when the Git host does not show the repository.
   */
  proposeFor(proposal: PlatformProposal): Promise<PlatformProposalOutcome>;
}
