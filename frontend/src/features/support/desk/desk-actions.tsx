import { getRouteApi } from "@tanstack/react-router";
import { ApiError } from "@/api/problem";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { useChange } from "../queries";
import type { Conversation } from "../thread";
import { useTakeOver } from "./queries";
import { useName } from "./use-name";

const route = getRouteApi("/support");

interface DeskActionsProps {
  conversation: Conversation;
  isMine: boolean;
}

/** Who answers, and what one can do about it. */
export function DeskActions({ conversation, isMine }: DeskActionsProps) {
  const { words } = useLanguage();
  const { id, state, assigned_to } = conversation;
  const change = useChange(id);
  const take = useTakeOver(id);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const takeOver = (awayFrom: string | null): void => {
    // It leaves the list of those who wait: go on where it is now.
    const follow = () => navigate({ search: { ...search, view: "mine", offset: undefined } });
    take.mutate(awayFrom, { onSuccess: () => void follow() });
  };
  const holder = useName(assigned_to) ?? words.support.desk.somebody;
  const isBusy = change.isPending || take.isPending;
  const said = words.support.desk.now;
  const now = state !== "human" ? said[state] : isMine ? said.mine : said.theirs(holder);
  const error = take.error ?? change.error;
  return (
    <>
      <p role="status" className="text-small text-soft">
        {now}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {(state === "assistant" || state === "waiting") && (
          <Button variant="primary" disabled={isBusy} onClick={() => takeOver(null)}>
            {words.support.desk.takeOver}
          </Button>
        )}
        {state === "human" && !isMine && (
          <Button disabled={isBusy} onClick={() => takeOver(assigned_to)}>
            {words.support.desk.takeFrom(holder)}
          </Button>
        )}
        {(isMine || state === "waiting") && (
          <Button disabled={isBusy} onClick={() => change.mutate("handBack")}>
            {words.support.desk.handBack}
          </Button>
        )}
        {state === "closed" ? (
          <Button disabled={isBusy} onClick={() => change.mutate("reopen")}>
            {words.support.reopen}
          </Button>
        ) : (
          <Button variant="ghost" disabled={isBusy} onClick={() => change.mutate("close")}>
            {words.actions.close}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className="mt-2 font-semibold">
          {isTaken(error) ? words.support.desk.alreadyTaken(holder) : explain(error, words)}
        </p>
      )}
    </>
  );
}

/** Of two who take a conversation at once one is told who has it. */
function isTaken(error: Error): boolean {
  return error instanceof ApiError && error.code === "already_taken";
}
