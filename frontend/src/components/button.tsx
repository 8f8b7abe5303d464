import type { ButtonHTMLAttributes } from "react";

type Variant = "primary" | "secondary" | "ghost";

const CLASSES: Record<Variant, string> = {
  primary: "bg-use text-on-use font-semibold hover:opacity-90 disabled:opacity-50 px-4",
  secondary: "border border-edge hover:border-ink hover:bg-sunken disabled:opacity-50 px-3.5",
  ghost: "hover:bg-sunken px-2.5 disabled:text-soft disabled:hover:bg-transparent",
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Variant;
}

/** The classes of a button, for a link that acts as one. */
export function buttonClass(variant: Variant): string {
  return `inline-flex min-h-10 items-center justify-center gap-2 rounded-md text-body transition-colors ${CLASSES[variant]}`;
}

export function Button({ variant = "secondary", className = "", type, ...rest }: ButtonProps) {
  return (
    <button type={type ?? "button"} className={`${buttonClass(variant)} ${className}`} {...rest} />
  );
}
