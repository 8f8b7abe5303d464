/** The logo: bars below a limit. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 font-semibold text-[1.0625rem] tracking-tight">
      <svg viewBox="0 0 22 22" className="size-5.5 text-use" aria-hidden="true" fill="currentColor">
        <rect x="2" y="12" width="4" height="8" rx="0.750" />
        <rect x="9" y="9" width="4" height="11" rx="0.750" />
        <rect x="16" y="6.500" width="4" height="13.500" rx="0.750" />
        <rect x="0" y="3" width="22" height="1.250" className="text-ink" fill="currentColor" />
      </svg>
      Kilowatch
    </span>
  );
}
