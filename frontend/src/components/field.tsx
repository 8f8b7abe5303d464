import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";

const CONTROL =
  "w-full min-h-11 rounded-md border border-edge bg-raised px-3 text-body text-ink " +
  "placeholder:text-soft aria-invalid:border-2 aria-invalid:border-ink disabled:opacity-60";

interface FrameProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

function Frame({
  id,
  label,
  hint,
  error,
  children,
}: FrameProps & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold text-small">
        {label}
      </label>
      {children}
      {(error ?? hint) && (
        <p id={`${id}-more`} className={`text-small ${error ? "font-semibold" : "text-soft"}`}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

type FieldProps = FrameProps & Omit<InputHTMLAttributes<HTMLInputElement>, "id">;

/** A labelled input; its error is shown below and read out with it. */
export function Field({ label, hint, error, className = "", ...rest }: FieldProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        className={`${CONTROL} ${className}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        {...rest}
      />
    </Frame>
  );
}

type TextAreaFieldProps = FrameProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">;

/** A labelled text area. */
export function TextAreaField({ label, hint, error, className = "", ...rest }: TextAreaFieldProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        className={`${CONTROL} py-2 ${className}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        {...rest}
      />
    </Frame>
  );
}

type SelectFieldProps = FrameProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id">;

/** A labelled drop-down list. */
export function SelectField({ label, hint, error, children, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        className={`${CONTROL} has-chevron text-ellipsis`}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        {...rest}
      >
        {children}
      </select>
    </Frame>
  );
}

/** A drop-down list whose label is only read out, for page headers. */
export function InlineSelect({
  label,
  className = "",
  ...rest
}: { label: string } & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <select
      aria-label={label}
      className={`has-chevron min-h-10 max-w-full text-ellipsis rounded-md border border-edge bg-raised pl-3 ${className}`}
      {...rest}
    />
  );
}
