import { type Bar, type BucketState, extentOf, type Segment } from "./bars";

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
  /** Convert a quantity to the pixels from the top of the plot. */
  y: (amount: number) => number;
  order: ReadonlyMap<string, number>;
  isPointed: boolean;
}

/** An interval by its state: solid, faint with a dashed edge, outlined, or hatched. */
export function BarShape(props: BarShapeProps) {
  const { bar, x, width, plot, y } = props;
  const zero = y(0);
  const { below } = bar;
  const isHatched = HATCHED.has(bar.state);
  const isHatchedBelow = below !== undefined && HATCHED.has(below.state);
  if (!isHatched && !isHatchedBelow && bar.segments.length === 0) return null;
  return (
    <g data-state={bar.state} className={bar.isCurrent ? "breathes" : undefined}>
      {isHatched && (
        <rect
          x={x}
          y={0}
          width={width}
          height={below ? zero : plot}
          fill={`url(#hatch-${bar.state})`}
        />
      )}
      {isHatchedBelow && (
        <rect
          x={x}
          y={zero}
          width={width}
          height={plot - zero}
          fill={`url(#hatch-${below.state})`}
        />
      )}
      <Pieces {...props} />
      <Edges {...props} />
      {bar.overLimitHours > 0 && bar.segments.every(({ excess }) => excess === 0) && (
        <OverMark {...props} />
      )}
    </g>
  );
}

function Pieces({ bar, x, width, y, order, isPointed }: BarShapeProps) {
  // What is stacked so far, above the axis and below it.
  const reached = { above: 0, below: 0 };
  return bar.segments.flatMap((segment: Segment) => {
    // Each segment's opacity shows the state of its own device; the edge shows that of the bar.
    const faint = FAINT.has(segment.state) ? 0.4 : segment.state === "estimated" ? 0.15 : 1;
    const tint = tintOf(order.get(segment.key) ?? 0) * faint;
    const side = segment.amount < 0 ? "below" : "above";
    const parts = [
      { key: "in", amount: segment.amount - segment.excess, fill: "var(--color-use)", tint },
      { key: "over", amount: segment.excess, fill: "var(--color-over)", tint: faint < 1 ? 0.6 : 1 },
    ];
    return parts
      .filter(({ amount }) => amount !== 0)
      .map(({ key, amount, fill, tint: opacity }) => {
        const [from, to] = [y(reached[side]), y(reached[side] + amount)];
        reached[side] += amount;
        return (
          <rect
            key={`${segment.key}-${key}`}
            x={x}
            y={Math.min(from, to)}
            width={width}
            height={Math.max(Math.abs(to - from), 1)}
            fill={fill}
            opacity={isPointed ? Math.min(1, opacity + 0.15) : opacity}
          />
        );
      });
  });
}

/** The edges of a bar that is partial or estimated, on each side of the axis. */
function Edges(props: BarShapeProps) {
  const { bar } = props;
  const { above, below } = extentOf(bar);
  const stateBelow = bar.below?.state ?? bar.state;
  return (
    <>
      {above > 0 && <Edge {...props} state={bar.state} to={above} />}
      {below < 0 && <Edge {...props} state={stateBelow} to={below} />}
    </>
  );
}

/** Bars that are too thin have no edge. */
function Edge({ bar, x, width, y, state, to }: BarShapeProps & { state: BucketState; to: number }) {
  const isEdged = FAINT.has(state) || state === "estimated";
  if (!isEdged || width < 4) return null;
  const [top, bottom] = to > 0 ? [y(to), y(0)] : [y(0), y(to)];
  return (
    <rect
      x={x + 0.5}
      y={top + 0.5}
      width={width - 1}
      height={Math.max(bottom - top - 1, 0)}
      fill="none"
      stroke={bar.overLimitHours > 0 ? "var(--color-over)" : "var(--color-use)"}
      strokeDasharray={state === "estimated" ? undefined : "3 2"}
    />
  );
}

/** A mark above a day with hours over their limit, since the day itself has no limit. */
function OverMark({ bar, x, width, y }: BarShapeProps) {
  const top = y(extentOf(bar).above);
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
