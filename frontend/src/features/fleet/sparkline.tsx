const WIDTH = 240;
const HEIGHT = 28;

/** The last two minutes of a lane; its figures are shown next to it. */
export function Sparkline({ values, isActive }: { values: number[]; isActive: boolean }) {
  const top = Math.max(1, ...values);
  const step = WIDTH / 120;
  const start = WIDTH - (values.length - 1) * step;
  const points = values.map(
    (value, index) => `${start + index * step},${HEIGHT - (value / top) * (HEIGHT - 2) - 1}`,
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-7 w-full"
      aria-hidden="true"
    >
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke={isActive ? "var(--color-use)" : "var(--color-edge)"}
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
