import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useLanguage } from "@/i18n/language";
import { BarShape, Hatches } from "./bar-shape";
import { type Bar, highest, lowest } from "./bars";
import { LimitLine } from "./limit-line";
import { ticks } from "./scale";
import { useWidth } from "./use-width";

const HEADROOM = 22;
const FOOT = 24;

interface BarChartProps {
  label: string;
  bars: Bar[];
  unit: string;
  /** The keys of the series in the order they are stacked. */
  keys: string[];
  axisLabel: (bar: Bar, index: number) => string | undefined;
  /** The text that describes a bar. */
  describe: (bar: Bar) => string;
  /** The start of the interval that is selected initially. */
  pointAt?: string | undefined;
  height?: number;
  onOpen?: ((bar: Bar) => void) | undefined;
}

/** Energy per interval. Mouse, touch and arrow keys show exact values above the chart. */
export function BarChart(props: BarChartProps) {
  const { label, bars, describe, height = 280, onOpen } = props;
  const { words } = useLanguage();
  const [ref, width] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<string | undefined>(props.pointAt);
  const found = bars.findIndex((bar) => sameMoment(bar.startsAt, chosen));
  const index = found < 0 ? undefined : found;
  const pointed = index === undefined ? undefined : bars[index];

  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / across) * bars.length);
    setChosen(bars[Math.max(0, Math.min(bars.length - 1, place))]?.startsAt);
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = nextIndex(event.key, index, bars.length);
    if (next !== undefined) setChosen(bars[next]?.startsAt);
    else if (event.key === "Escape") setChosen(undefined);
    else if (event.key === "Enter" && pointed) onOpen?.(pointed);
    else return;
    event.preventDefault();
  };
  return (
    <figure>
      <figcaption className="min-h-12 sm:min-h-6" aria-hidden="true">
        {pointed ? describe(pointed) : <Hint />}
      </figcaption>
      <div
        ref={ref}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={index ?? 0}
        aria-valuetext={pointed ? describe(pointed) : words.charts.hint}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setChosen(undefined)}
        onClick={() => pointed && onOpen?.(pointed)}
        onKeyDown={press}
        className={`touch-pan-y select-none ${onOpen ? "cursor-pointer" : "cursor-crosshair"}`}
      >
        <svg width="100%" height={height} aria-hidden="true" className="block overflow-visible">
          {width > 0 && <Plot {...props} height={height} width={width} index={index} />}
        </svg>
      </div>
    </figure>
  );
}

/** How to read the chart, by mouse and keyboard or by touch. */
function Hint() {
  const { words } = useLanguage();
  return (
    <span className="text-soft">
      <span className="pointer-coarse:hidden">{words.charts.hint}</span>
      <span className="hidden pointer-coarse:inline">{words.charts.touchHint}</span>
    </span>
  );
}

function sameMoment(one: string, other: string | undefined): boolean {
  return other !== undefined && new Date(one).getTime() === new Date(other).getTime();
}

function nextIndex(key: string, index: number | undefined, count: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24 };
  const step = steps[key];
  if (step === undefined) return undefined;
  if (index === undefined) return step > 0 ? 0 : count - 1;
  return Math.max(0, Math.min(count - 1, index + step));
}

interface PlotProps extends BarChartProps {
  height: number;
  width: number;
  index: number | undefined;
}

function Plot({ bars, unit, keys, axisLabel, height, width, index }: PlotProps) {
  const { format } = useLanguage();
  const plot = height - HEADROOM - FOOT;
  const marks = ticks(highest(bars), lowest(bars));
  const [bottom, top] = [marks[0] ?? 0, marks.at(-1) ?? 1];
  const y = (amount: number): number => ((top - amount) / (top - bottom)) * plot;
  // With two directions, the side of the axis says which one a mark is of.
  const isTwoSided = bars.some(({ below }) => below !== undefined);
  const step = width / Math.max(1, bars.length);
  const gap = step > 14 ? Math.min(8, step * 0.24) : step > 4 ? 1.5 : step > 2 ? 0.5 : 0;
  const order = new Map(keys.map((key, place) => [key, place]));
  return (
    <g transform={`translate(0 ${HEADROOM})`}>
      <Hatches />
      {marks.map((mark) => (
        <g key={mark} transform={`translate(0 ${y(mark)})`}>
          <line x2={width} stroke="var(--color-line)" strokeWidth={mark === 0 ? 0 : 1} />
        </g>
      ))}
      {bars.map((bar, place) => (
        <BarShape
          key={bar.startsAt}
          bar={bar}
          x={place * step + gap / 2}
          width={Math.max(step - gap, 0.75)}
          plot={plot}
          y={y}
          order={order}
          isPointed={place === index}
        />
      ))}
      <Others bars={bars} step={step} gap={gap} y={y} />
      <line y1={y(0)} y2={y(0)} x2={width} stroke="var(--color-edge)" />
      <LimitLine bars={bars} unit={unit} step={step} y={y} width={width} />
      {marks.filter(Boolean).map((mark) => (
        <text
          key={mark}
          y={y(mark) - 5}
          className="fill-soft text-[0.75rem]"
          paintOrder="stroke"
          stroke="var(--color-paper)"
          strokeWidth="3"
        >
          {format.quantityExact(isTwoSided ? Math.abs(mark) : mark, unit)}
        </text>
      ))}
      {bars.map((bar, place) => (
        <AxisLabel
          key={bar.startsAt}
          text={axisLabel(bar, place)}
          x={place * step + gap / 2}
          y={plot + 18}
          end={width}
        />
      ))}
      {index !== undefined && (
        <line
          x1={(index + 0.5) * step}
          x2={(index + 0.5) * step}
          y1={-HEADROOM + 6}
          y2={plot}
          stroke="var(--color-ink)"
          strokeWidth="1"
          opacity="0.5"
        />
      )}
    </g>
  );
}

/** An upper bound of the average character width in labels, in pixels. */
const LETTER = 7;

interface AxisLabelProps {
  text: string | undefined;
  x: number;
  y: number;
  /** The right edge of the chart: nothing is drawn beyond it. */
  end: number;
}

function AxisLabel({ text, x, y, end }: AxisLabelProps) {
  if (!text) return null;
  const isLast = x + text.length * LETTER > end;
  return (
    <text
      x={isLast ? end : x}
      y={y}
      textAnchor={isLast ? "end" : "start"}
      className="fill-soft text-[0.75rem]"
    >
      {text}
    </text>
  );
}

interface OthersProps {
  bars: Bar[];
  step: number;
  gap: number;
  y: (amount: number) => number;
}

/** The comparison period: a line across each bar at its height. */
function Others({ bars, step, gap, y }: OthersProps) {
  const strokes = bars.flatMap(({ other }, place) => {
    if (other === undefined || other === null) return [];
    const x = place * step + gap / 4;
    return [`M${x} ${y(other)}h${Math.max(step - gap / 2, 0.75)}`];
  });
  return <path d={strokes.join("")} stroke="var(--color-ink)" strokeWidth="1.5" fill="none" />;
}
