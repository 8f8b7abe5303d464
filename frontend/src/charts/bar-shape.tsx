import type { Bar, BucketState, Segment } from "./bars";

/** Opacity of the accent colour by device: each further device is lighter. */
const TINTS = [1, 0.68, 0.46, 0.3, 0.2];

export function tintOf(index: number): number {
  return TINTS[Math.min(index, TINTS.length - 1)] ?? 1;
}

const FAINT: ReadonlySet<BucketState> = new Set(["partial", "coverage_unknown"]);
const HATCHED: ReadonlySet<BucketState> = new Set(["missing", "withheld"]);

interface BarShapeProps {
  bar: Bar;
  x: number;
  width: number;
  /** The height of the plot in pixels. */
  plot: number;
  /** Convert energy (kWh) to pixels. */
  scale: (kwh: number) => number;
  order: ReadonlyMap<string, number>;
  isPointed: boolean;
}

/** An interval by its state: solid, faint with a dashed edge, outlined, or hatched. */
export function BarShape(props: BarShapeProps) {
  const { bar, x, width, plot } = props;
  if (HATCHED.has(bar.state)) {
    const fill = `url(#hatch-${bar.state})`;
    return <rect x={x} y={0} width={width} height={plot} fill={fill} data-state={bar.state} />;
  }
  if (bar.kwh === null) return null;
  return (
    <g data-state={bar.state} className={bar.isCurrent ? "breathes" : undefined}>
      <Pieces {...props} />
      <Edge {...props} />
      {bar.overLimitHours > 0 && bar.segments.every(({ excessKwh }) => excessKwh === 0) && (
        <OverMark {...props} />
      )}
    </g>
  );
}

function Pieces({ bar, x, width, plot, scale, order, isPointed }: BarShapeProps) {
  let below = 0;
  return bar.segments.flatMap((segment: Segment) => {
    // Each segment's opacity shows the state of its own device; the edge shows that of the bar.
    const faint = FAINT.has(segment.state) ? 0.4 : segment.state === "estimated" ? 0.15 : 1;
    const tint = tintOf(order.get(segment.key) ?? 0) * faint;
    const parts = [
      { key: "in", kwh: segment.kwh - segment.excessKwh, fill: "var(--color-use)", tint },
      { key: "over", kwh: segment.excessKwh, fill: "var(--color-over)", tint: faint < 1 ? 0.6 : 1 },
    ];
    return parts
      .filter(({ kwh }) => kwh > 0)
      .map(({ key, kwh, fill, tint: opacity }) => {
        const top = plot - scale(below + kwh);
        const height = Math.max(scale(kwh), 1);
        below += kwh;
        return (
          <rect
            key={`${segment.key}-${key}`}
            x={x}
            y={top}
            width={width}
            height={height}
            fill={fill}
            opacity={isPointed ? Math.min(1, opacity + 0.15) : opacity}
          />
        );
      });
  });
}

/** The edge of a bar that is partial or estimated; bars that are too thin have none. */
function Edge({ bar, x, width, plot, scale }: BarShapeProps) {
  const isEdged = FAINT.has(bar.state) || bar.state === "estimated";
  if (!isEdged || width < 4 || !bar.kwh) return null;
  const height = Math.max(scale(bar.kwh), 1);
  return (
    <rect
      x={x + 0.5}
      y={plot - height + 0.5}
      width={width - 1}
      height={Math.max(height - 1, 0)}
      fill="none"
      stroke={bar.overLimitHours > 0 ? "var(--color-over)" : "var(--color-use)"}
      strokeDasharray={bar.state === "estimated" ? undefined : "3 2"}
    />
  );
}

/** A mark above a day with hours over their limit, since the day itself has no limit. */
function OverMark({ bar, x, width, plot, scale }: BarShapeProps) {
  const top = plot - scale(bar.kwh ?? 0);
  return <rect x={x} y={top - 5} width={width} height={3} fill="var(--color-over)" />;
}

/** The patterns for missing and withheld intervals; once per chart. */
export function Hatches() {
  return (
    <defs>
      <pattern
        id="hatch-missing"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="1" height="6" fill="var(--color-edge)" opacity="0.55" />
      </pattern>
      <pattern
        id="hatch-withheld"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="2.500" height="6" fill="var(--color-line)" />
      </pattern>
    </defs>
  );
}
