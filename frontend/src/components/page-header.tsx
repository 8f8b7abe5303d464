import type { ReactNode } from "react";

interface PageHeaderProps {
  title: string;
  hint?: string | undefined;
  children?: ReactNode;
}

/** The title of a page and its actions. */
export function PageHeader({ title, hint, children }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div>
        <h1 className="font-semibold text-title tracking-tight">{title}</h1>
        {hint && <p className="mt-1 max-w-prose text-soft">{hint}</p>}
      </div>
      {children}
    </header>
  );
}
