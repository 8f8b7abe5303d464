import type { ButtonHTMLAttributes } from "react";

type Weight = "main" | "plain" | "quiet";

const LOOKS: Record<Weight, string> = {
  main: "bg-use text-on-use font-semibold hover:opacity-90 disabled:opacity-50 px-4",
  plain: "border border-edge hover:border-ink hover:bg-sunken disabled:opacity-50 px-3.5",
  quiet: "hover:bg-sunken px-2.5 disabled:text-soft disabled:hover:bg-transparent",
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  weight?: Weight;
}

/** The look of a button, for a link that acts as one. */
export function buttonClass(weight: Weight): string {
  return `inline-flex min-h-10 items-center justify-center gap-2 rounded-md text-body transition-colors ${LOOKS[weight]}`;
}

export function Button({ weight = "plain", className = "", type, ...rest }: ButtonProps) {
  return (
    <button type={type ?? "button"} className={`${buttonClass(weight)} ${className}`} {...rest} />
  );
}
