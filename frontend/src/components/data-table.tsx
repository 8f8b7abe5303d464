import type { ReactNode } from "react";
import { useLanguage } from "@/i18n/language";
import { BackIcon, NextIcon } from "./icons";

export interface Column<Row> {
  key: string;
  label: string;
  /** The API's name for sorting by this column; a leading "-" reverses it. */
  sort?: string;
  /** Hidden on a phone; the first column then includes the value. */
  deskOnly?: boolean;
  isFigure?: boolean;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  sort?: string;
  onSort?: (sort: string) => void;
}

/** A table that the server sorts. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort } = props;
  return (
    <section className="-mx-5 overflow-x-auto px-5 lg:mx-0 lg:px-0" aria-label={label}>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-edge border-b">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={ariaSort(column, sort)}
                className={`${placement(column)} py-2 font-normal text-small text-soft`}
              >
                {column.sort && onSort ? (
                  <SortButton column={column} sort={sort} onSort={onSort} />
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-line border-b align-top hover:bg-raised">
              {columns.map((column) => (
                <td key={column.key} className={`${placement(column)} py-3`}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function placement<Row>({ deskOnly, isFigure }: Column<Row>): string {
  const side = isFigure ? "text-right" : "";
  return `pr-4 last:pr-0 ${side} ${deskOnly ? "hidden lg:table-cell" : ""}`;
}

function ariaSort<Row>(column: Column<Row>, sort?: string): "ascending" | "descending" | undefined {
  if (!column.sort || !sort) return undefined;
  if (sort === column.sort) return "ascending";
  return sort === `-${column.sort}` ? "descending" : undefined;
}

interface SortButtonProps<Row> {
  column: Column<Row>;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

function SortButton<Row>({ column, sort, onSort }: SortButtonProps<Row>) {
  const order = ariaSort(column, sort);
  const next = order === "ascending" ? `-${column.sort}` : (column.sort ?? "");
  const arrow = order === "ascending" ? "↑" : "↓";
  return (
    <button
      type="button"
      onClick={() => onSort(next)}
      className={`-mx-1 rounded px-1 hover:text-ink ${order ? "font-semibold text-ink" : ""}`}
    >
      {column.label} <span aria-hidden="true">{order ? arrow : ""}</span>
    </button>
  );
}

interface PagerProps {
  offset: number;
  limit: number;
  total: number;
  onOffset: (offset: number) => void;
}

/**
 * "51–100 of 240" with buttons for the previous and next page. Hidden if everything fits on one
 * page.
 */
export function Pager({ offset, limit, total, onOffset }: PagerProps) {
  const { words, format } = useLanguage();
  if (total <= limit && offset === 0) return null;
  const last = Math.min(offset + limit, total);
  const text = words.table.range(
    format.number(Math.min(offset + 1, total)),
    format.number(last),
    format.number(total),
  );
  const look = "rounded-md p-2 hover:bg-sunken disabled:opacity-40 disabled:hover:bg-transparent";
  return (
    <nav aria-label={words.table.pages} className="flex items-center gap-2 pt-4 text-small">
      <button
        type="button"
        className={look}
        aria-label={words.table.previous}
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - limit))}
      >
        <BackIcon />
      </button>
      <span>{text}</span>
      <button
        type="button"
        className={look}
        aria-label={words.table.next}
        disabled={last >= total}
        onClick={() => onOffset(offset + limit)}
      >
        <NextIcon />
      </button>
    </nav>
  );
}
