import type { ReactNode } from "react";

/** Drawn for Kilowatch on a 20-pixel grid, one stroke, in the colour of the text. */
function icon(paths: ReactNode) {
  // biome-ignore lint/correctness/noComponentHookFactories: called once per icon, by the module
  return function Icon({ className = "size-5" }: { className?: string }) {
    return (
      <svg
        viewBox="0 0 20 20"
        className={className}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {paths}
      </svg>
    );
  };
}

export const TodayIcon = icon(<path d="M3 16.5V10m4.7 6.5V4m4.6 12.5V7.5m4.7 9V12" />);
export const HistoryIcon = icon(<path d="M3.5 5.5h13v11h-13zM3.5 9h13M7 3.5v3M13 3.5v3" />);
export const AlertsIcon = icon(<path d="M10 3.2 17.5 16h-15zM10 8v3.6M10 13.9v.1" />);
export const AuditIcon = icon(<path d="M5 3.5h10v13H5zM8 7.5h4M8 10h4M8 12.5h2.5" />);
export const DevicesIcon = icon(<path d="M5 3.5h10v13H5zM8 7h4M8 13.2h.1M10 13.2h.1" />);
export const UsersIcon = icon(
  <>
    <circle cx="10" cy="6.8" r="3" />
    <path d="M4 16.5c.6-3 3-4.6 6-4.6s5.400 1.600 6 4.600" />
  </>,
);
export const FleetIcon = icon(
  <>
    <circle cx="4.500" cy="10" r="1.750" />
    <circle cx="15.500" cy="4.500" r="1.750" />
    <circle cx="15.500" cy="10" r="1.750" />
    <circle cx="15.500" cy="15.500" r="1.750" />
    <path d="M6.250 10h7.500M6 9l8-4M6 11l8 4" />
  </>,
);
export const SupportIcon = icon(
  <path d="M3.500 4.500h13v9.500H9l-3.500 3v-3h-2zM7 8h6M7 10.800h4" />,
);
export const SimulatorIcon = icon(
  <path d="M2.500 10h2.500c1.500 0 1.500-5.500 3-5.500s2 11 4 11 1.500-5.500 3-5.500h2.500" />,
);
export const AccountIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <circle cx="10" cy="8.200" r="2.300" />
    <path d="M5.500 15.200c.8-2 2.400-3 4.500-3s3.700 1 4.500 3" />
  </>,
);
export const BackIcon = icon(<path d="m12 4.500-5.500 5.500 5.500 5.500" />);
export const NextIcon = icon(<path d="m8 4.500 5.500 5.500L8 15.500" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const DownloadIcon = icon(
  <path d="M10 3.500v9m-3.500-3.500L10 12.500 13.500 9M4 16.500h12" />,
);
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5" />
    <path d="m12.800 12.800 3.700 3.700" />
  </>,
);
export const LogOutIcon = icon(
  <path d="M8 3.500H4v13h4M12 6.500l3.500 3.500-3.500 3.500M15.500 10H8" />,
);
