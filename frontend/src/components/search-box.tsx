import { useEffect, useRef, useState } from "react";
import { SearchIcon } from "./icons";

const PAUSE_MS = 200;

interface SearchBoxProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/**
 * A search field that searches when typing pauses, and when it is left: a search that began later
 * would bring somebody back who followed a link meanwhile.
 */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (typed: string): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    onSearch(typed);
  };
  return (
    <div className="relative w-full sm:w-72">
      <SearchIcon className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={100}
        onChange={(event) => {
          const typed = event.target.value;
          setText(typed);
          clearTimeout(timer.current);
          timer.current = setTimeout(search, PAUSE_MS, typed);
        }}
        onBlur={() => {
          if (timer.current !== undefined) search(text);
        }}
        className="min-h-10 w-full rounded-md border border-edge bg-raised pr-3 pl-9 placeholder:text-soft"
      />
    </div>
  );
}
