import { useLanguage } from "@/language/language";

/** How near an hour is to its limit: a thin bar under a mark, and the words. */
export function Nearness({
  hourKwh,
  limitKwh,
}: {
  hourKwh: number | null;
  limitKwh: number | null;
}) {
  const { words, format } = useLanguage();
  if (limitKwh === null) return <p className="text-small text-soft">{words.devices.noLimit}</p>;
  const used = hourKwh ?? 0;
  const isOver = used > limitKwh;
  // The limit stands at two thirds, so that there is room to be over it.
  const share = Math.min(used / (limitKwh * 1.5), 1);
  const within = Math.min(share, 2 / 3);
  return (
    <div className="mt-2">
      <svg viewBox="0 0 300 8" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
        <rect y="2" width="300" height="4" fill="var(--color-line)" opacity="0.6" />
        <rect y="2" width={within * 300} height="4" fill="var(--color-use)" />
        {isOver && (
          <rect x="200" y="2" width={(share - 2 / 3) * 300} height="4" fill="var(--color-over)" />
        )}
        <rect x="199.500" width="1" height="8" fill="var(--color-ink)" />
      </svg>
      <p className={`mt-1 text-small ${isOver ? "font-semibold text-over" : "text-soft"}`}>
        {hourKwh === null
          ? words.today.hourUnknown(format.energyExact(limitKwh))
          : isOver
            ? words.today.hourOver(format.energyExact(used), format.energyExact(limitKwh))
            : words.today.hourWithin(format.energyExact(used), format.energyExact(limitKwh))}
      </p>
    </div>
  );
}
