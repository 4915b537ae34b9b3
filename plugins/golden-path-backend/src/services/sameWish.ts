import type { RequestPurpose } from '../store/ChangeRequestStore';

type Wish = Pick<RequestPurpose, 'kind' | 'campaign' | 'subject'>;

/** Whether two versions of a request came from the same wish: one kind, campaign and subject. */
export function sameWish(a: Wish, b: Wish): boolean {
  return (
    (a.kind ?? 'change') === (b.kind ?? 'change') &&
    a.campaign?.id === b.campaign?.id &&
    a.subject === b.subject
  );
}

/** Whether it came from the platform: a campaign, drift or delivery, and not from what somebody wrote. */
export function isOfPlatform({ kind = 'change', campaign }: Wish): boolean {
  return (
    campaign !== undefined ||
    !['change', 'rename', 'move', 'retire'].includes(kind)
  );
}
