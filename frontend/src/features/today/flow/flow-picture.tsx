import { useWidth } from "@/charts/use-width";
import { useLanguage } from "@/i18n/language";
import type { Balance } from "./balance";

const HEIGHT = 220;
const GAP = 28;
const BAR = 8;
/** Room for the labels beside the flows, on a phone and on a desk. */
const LABELS = { narrow: 104, wide: 168 };
const WIDE_FROM = 560;

interface Band {
  from: "made" | "grid";
  to: "home" | "out";
  amount: number;
  opacity: number;
}

/** Sources on the left, uses on the right; the width of each band is its energy. */
export function FlowPicture({ balance }: { balance: Balance }) {
  const { words, format } = useLanguage();
  const [ref, width] = useWidth<HTMLDivElement>();
  const texts = words.flow;
  const { produced, imported, used, exported } = balance;
  const energy = format.energyText;
  const all = produced + imported;
  if (all <= 0) return null;
  const label = texts.picture(energy(produced), energy(imported), energy(used), energy(exported));
  return (
    <div ref={ref} className="mt-4 max-w-3xl">
      <svg width="100%" height={HEIGHT} role="img" aria-label={label} className="block">
        {width > 0 && <Bands balance={balance} width={width} />}
      </svg>
    </div>
  );
}

function Bands({ balance, width }: { balance: Balance; width: number }) {
  const { words, format } = useLanguage();
  const { produced, imported, used, exported, ownUse } = balance;
  const scale = (HEIGHT - GAP - 36) / (produced + imported);
  const margin = width < WIDE_FROM ? LABELS.narrow : LABELS.wide;
  const [left, right] = [margin, width - margin];
  const top = 18;
  const starts = { made: top, grid: top + produced * scale + (produced > 0 ? GAP : 0) };
  const ends = { home: top, out: top + used * scale + (used > 0 ? GAP : 0) };
  const bands: Band[] = [
    { from: "made", to: "home", amount: ownUse, opacity: 0.8 },
    { from: "made", to: "out", amount: exported, opacity: 0.25 },
    { from: "grid", to: "home", amount: imported, opacity: 0.45 },
  ];
  const done = { made: 0, grid: 0, home: 0, out: 0 };
  const shapes = bands.map((band) => {
    const [y1, y2] = [starts[band.from] + done[band.from], ends[band.to] + done[band.to]];
    const thick = band.amount * scale;
    done[band.from] += thick;
    done[band.to] += thick;
    return { ...band, path: ribbon(left + BAR, right - BAR, y1, y2, thick) };
  });
  const nodes = [
    { name: words.flow.made, amount: produced, x: left, y: starts.made, isLeft: true },
    { name: words.flow.fromGrid, amount: imported, x: left, y: starts.grid, isLeft: true },
    { name: words.flow.home, amount: used, x: right - BAR, y: ends.home, isLeft: false },
    { name: words.flow.toGrid, amount: exported, x: right - BAR, y: ends.out, isLeft: false },
  ].filter(({ amount }) => amount > 0);
  return (
    <>
      {shapes
        .filter(({ amount }) => amount > 0)
        .map(({ from, to, path, opacity }) => (
          <path key={`${from}-${to}`} d={path} fill="var(--color-use)" opacity={opacity} />
        ))}
      {nodes.map(({ name, amount, x, y, isLeft }) => (
        <g key={name}>
          <rect
            x={x}
            y={y}
            width={BAR}
            height={Math.max(amount * scale, 1)}
            fill="var(--color-ink)"
          />
          <text
            x={isLeft ? x - 10 : x + BAR + 10}
            y={y + 12}
            textAnchor={isLeft ? "end" : "start"}
            className="fill-ink text-[0.8125rem]"
          >
            {name}
            <tspan x={isLeft ? x - 10 : x + BAR + 10} dy="18" className="fill-ink font-semibold">
              {format.energyText(amount)}
            </tspan>
          </text>
        </g>
      ))}
    </>
  );
}

/** Return the outline of a band that bends from one height to another and keeps its width. */
function ribbon(x1: number, x2: number, y1: number, y2: number, thick: number): string {
  const middle = (x1 + x2) / 2;
  return (
    `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` +
    `V${y2 + thick}C${middle} ${y2 + thick} ${middle} ${y1 + thick} ${x1} ${y1 + thick}Z`
  );
}
