import { day, oneOf, text } from "@/components/search-params";
import { auditEn } from "@/i18n/en-audit";

export type Action = keyof typeof auditEn.actions;
export type Outcome = keyof typeof auditEn.outcomes;

export const ACTIONS = Object.keys(auditEn.actions) as Action[];
export const OUTCOMES = Object.keys(auditEn.outcomes) as Outcome[];

export interface AuditSearch {
  /** Username or ID of the actor. */
  who?: string | undefined;
  action?: Action | undefined;
  outcome?: Outcome | undefined;
  /** Name or ID of the target. */
  on?: string | undefined;
  address?: string | undefined;
  /** The first and the last day, in the viewer's time zone. */
  from?: string | undefined;
  to?: string | undefined;
  /** The cursor of an older page. */
  after?: string | undefined;
}

export function auditSearch(given: Record<string, unknown>): AuditSearch {
  return {
    who: text(given.who),
    action: oneOf(given.action, ACTIONS),
    outcome: oneOf(given.outcome, OUTCOMES),
    on: text(given.on),
    address: text(given.address),
    from: day(given.from),
    to: day(given.to),
    after: text(given.after),
  };
}
