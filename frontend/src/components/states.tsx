import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "@/api/problem";
import { useLanguage } from "@/i18n/language";
import { Button } from "./button";

/** An error with a button to retry. */
export function ErrorMessage({
  error,
  again,
}: {
  error: Error;
  again?: (() => unknown) | undefined;
}) {
  const { words } = useLanguage();
  return (
    <div className="grid max-w-xl justify-items-start gap-3 border-edge border-l-2 py-1 pl-4">
      <p role="alert">{explain(error, words)}</p>
      {again && <Button onClick={() => again()}>{words.states.tryAgain}</Button>}
    </div>
  );
}

type Words = ReturnType<typeof useLanguage>["words"];

/**
 * Return an error in the user's language, or the service's own message if there is no translation.
 */
export function explain(error: Error, words: Words): string {
  if (!(error instanceof ApiError)) return words.states.broken;
  if (error.status === 0) return words.states.unreachable;
  if (error.code === "password_refused") {
    const reason = words.accounts.passwordReasons[String(error.more.reason)];
    if (reason !== undefined) return reason;
  }
  if (error.code === "logins_busy") {
    return words.accounts.loginsBusy(Number(error.more.retry_after_s) || 1);
  }
  const refusal = words.errors[error.code as keyof Words["errors"]];
  if (refusal !== undefined) return refusal;
  if (error.status === 429) return words.states.tooMany;
  if (error.status >= 500) return words.states.down;
  return error.message;
}

export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid max-w-xl justify-items-start gap-2 py-6">
      <p className="font-semibold">{title}</p>
      {children && <div className="text-soft">{children}</div>}
    </div>
  );
}

/** Placeholder lines; they appear only after a noticeable wait. */
export function Skeleton({ lines = 4, className = "h-6" }: { lines?: number; className?: string }) {
  const { words } = useLanguage();
  return (
    <div className="late grid gap-3 py-2" role="status">
      <span className="sr-only">{words.states.loading}</span>
      {Array.from({ length: lines }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
          key={index}
          className={`rounded bg-sunken ${className}`}
        />
      ))}
    </div>
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  waiting?: ReactNode;
  children: (data: T) => ReactNode;
}

/**
 * Renders the data of a query, its error or a skeleton. Old data stays visible during a refetch.
 */
export function Loaded<T>({ query, waiting, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorMessage error={query.error} again={query.refetch} />;
  return waiting ?? <Skeleton />;
}
