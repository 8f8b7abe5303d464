import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { devicesQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import type { Author, Part, Side } from "../thread";
import { type Chart, chartOf } from "./chart";

interface FrameProps {
  author: Author;
  name: string;
  side: Side;
  postedAt?: string | undefined;
  children: ReactNode;
}

/** A message with author and time; the user's own are on the right. */
export function MessageFrame({ author, name, side, postedAt, children }: FrameProps) {
  const { format } = useLanguage();
  const isOwn = author === side;
  return (
    <li className={`grid gap-1 ${isOwn ? "justify-items-end" : "justify-items-start"}`}>
      <p className="flex gap-2 text-small text-soft">
        <span>{name}</span>
        {postedAt && <time dateTime={postedAt}>{format.time(postedAt)}</time>}
      </p>
      {children}
    </li>
  );
}

/** Messages of people have a background; the assistant's don't. */
export function Words({
  author,
  side,
  children,
}: Pick<FrameProps, "author" | "side" | "children">) {
  const ground =
    author === side ? "rounded-lg rounded-tr-sm bg-use-soft" : "rounded-lg rounded-tl-sm bg-sunken";
  const look = author === "assistant" ? "border-line border-l-2 pl-3.5" : `${ground} px-3.5 py-2`;
  return (
    <div className={`max-w-[min(36rem,92%)] whitespace-pre-wrap break-words ${look}`}>
      {children}
    </div>
  );
}

export function useAuthorName(): (author: Author, name: string, side: Side) => string {
  const { words } = useLanguage();
  return (author, name, side) => {
    if (author === "assistant") return words.support.assistant;
    if (author === side && side === "client") return words.support.you;
    return name || words.support.colleague;
  };
}

interface PartsProps {
  parts: readonly Part[];
  side: Side;
}

/** An answer sentence by sentence, each with links to its charts. */
export function Parts({ parts, side }: PartsProps) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its position in the message
    <p key={index} className={index > 0 ? "mt-1.5" : ""}>
      {part.text}
      <PartMarks part={part} side={side} />
    </p>
  ));
}

function PartMarks({ part, side }: { part: Part; side: Side }) {
  const { words } = useLanguage();
  const charts = part.charts
    .map(({ href }) => chartOf(href))
    .filter((each) => each !== undefined)
    .filter((each) => side === "client" || isOfOneDevice(each));
  return (
    <>
      {" "}
      {charts.map((each) => (
        <ChartLink key={JSON.stringify(each)} chart={each} />
      ))}
      {part.label === "general" && (
        <span className="inline-block rounded border border-edge border-dashed px-1.5 text-small text-soft">
          {words.support.general}
        </span>
      )}
    </>
  );
}

/**
 * For an administrator "all devices" means everybody's: only charts of one device are the client's.
 */
function isOfOneDevice(chart: Chart): boolean {
  return chart.to === "/history" && chart.search.device !== undefined;
}

function ChartLink({ chart }: { chart: Chart }) {
  const { words } = useLanguage();
  const span = useSpan(chart);
  const look = "mr-2 inline-block text-small text-use underline underline-offset-4";
  if (chart.to !== "/history") {
    return (
      <Link to={chart.to} className={look}>
        {words.support.charts[chart.to]}
      </Link>
    );
  }
  return (
    <Link to={chart.to} search={chart.search} className={look}>
      {[words.support.charts[chart.to], ...span].join(", ")}
    </Link>
  );
}

/** The device and period of a chart, to tell several links apart. */
function useSpan({ search }: Chart): string[] {
  const { words, format } = useLanguage();
  const devices = useQuery({
    ...devicesQuery({ limit: 200 }),
    enabled: search?.device !== undefined,
    staleTime: 60_000,
  });
  const device = devices.data?.items.find(({ id }) => id === search?.device)?.name;
  const spans = {
    day: format.dayShort,
    week: (date: string) => words.support.weekFrom(format.dayShort(date)),
    month: format.month,
    year: (date: string) => date.slice(0, 4),
  };
  const when = search?.date && spans[search.span ?? "day"](search.date);
  return [device, when].filter((each) => each !== undefined);
}
