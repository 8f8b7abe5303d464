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

/** Who is answering, with the available actions. */
export function DeskActions({ conversation, isMine }: DeskActionsProps) {
  const { words } = useLanguage();
  const { id, state, assigned_to } = conversation;
  const change = useChange(id);
  const take = useTakeOver(id);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const takeOver = (awayFrom: string | null): void => {
    // The conversation leaves the waiting list: switch to the list it is in now.
    const follow = () => navigate({ search: { ...search, view: "mine", offset: undefined } });
    take.mutate(awayFrom, { onSuccess: () => void follow() });
  };
  const holder = useName(assigned_to) ?? words.support.desk.somebody;
  const isBusy = change.isPending || take.isPending;
  const texts = words.support.desk.now;
  const now = state !== "human" ? texts[state] : isMine ? texts.mine : texts.theirs(holder);
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

/** If two administrators take over at once, the second sees who was first. */
function isTaken(error: Error): boolean {
  return error instanceof ApiError && error.code === "already_taken";
}
