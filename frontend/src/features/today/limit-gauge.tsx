import { useLanguage } from "@/i18n/language";

interface LimitGaugeProps {
  hourKwh: number | null;
  limitKwh: number | null;
  /** True for a device without readings of its own. */
  isCalculated?: boolean;
}

/** How close an hour is to its limit: a thin bar with a mark, and a text. */
export function LimitGauge({ hourKwh, limitKwh, isCalculated = false }: LimitGaugeProps) {
  const { words, format } = useLanguage();
  if (limitKwh === null) return null;
  const used = hourKwh ?? 0;
  const isOver = used > limitKwh;
  const unknown = isCalculated ? words.today.hourNotCalculated : words.today.hourUnknown;
  const [shown, limit] = [format.energyText(used), format.energyExact(limitKwh)];
  return (
    <>
      <GaugeBar share={used / limitKwh} />
      <p className={`mt-1 text-small ${isOver ? "font-semibold text-over" : ""}`}>
        {hourKwh === null
          ? unknown(limit)
          : isOver
            ? words.today.hourOver(shown, limit)
            : words.today.hourWithin(shown, limit)}
      </p>
    </>
  );
}

/** The limit is at two thirds of the bar, which leaves room for the excess. */
const LIMIT_AT = 2 / 3;

function GaugeBar({ share }: { share: number }) {
  // A calculated hour can be below zero: more went out than came in.
  const end = Math.max(0, Math.min(share * LIMIT_AT, 1));
  const within = Math.min(end, LIMIT_AT);
  return (
    <svg
      viewBox="0 0 300 8"
      preserveAspectRatio="none"
      className="mt-2 h-2 w-full"
      aria-hidden="true"
    >
      <rect y="2" width="300" height="4" fill="var(--color-line)" opacity="0.6" />
      <rect y="2" width={within * 300} height="4" fill="var(--color-use)" />
      {end > LIMIT_AT && (
        <rect x="200" y="2" width={(end - LIMIT_AT) * 300} height="4" fill="var(--color-over)" />
      )}
      <rect x="199.500" width="1" height="8" fill="var(--color-ink)" />
    </svg>
  );
}
