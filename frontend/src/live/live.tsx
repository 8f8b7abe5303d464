import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { session } from "@/api/session";
import {
  Channel,
  type ChannelState,
  type LiveValue,
  type Notice,
  type ServerMessage,
} from "./channel";
import { taken } from "./notices";
import { refreshQueries } from "./refresh-queries";

interface Live {
  state: ChannelState;
  notices: Notice[];
  dismiss: () => void;
  /** Hear of these devices' readings, in place of those before; gives how to stop. */
  watch: (deviceIds: string[], hear: Hear) => () => void;
  /** Hear of everything the socket brings; gives how to stop. */
  listen: (listener: Listener) => () => void;
}

type Hear = (readings: LiveValue[]) => void;
type Listener = (message: ServerMessage) => void;

const LiveContext = createContext<Live>({
  state: "connecting",
  notices: [],
  dismiss: () => {},
  watch: () => () => {},
  listen: () => () => {},
});

/** Holds the socket of whoever is logged in, and what it brought that was not seen yet. */
export function LiveProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<ChannelState>("connecting");
  const [notices, setNotices] = useState<Notice[]>([]);
  const channelRef = useRef<Channel>(undefined);
  const watching = useRef<{ ids: string[]; hear: Hear }>(undefined);
  const [listeners] = useState(() => new Set<Listener>());

  useEffect(() => {
    const channel = new Channel({
      open: () => new WebSocket(socketUrl(window.location)),
      token: () => session.freshToken(),
      renew: () => session.renew(),
      position: positionOf(userId),
      onNotice: (notice: Notice) => {
        setNotices((known) => taken(known, notice));
        for (const key of ["alerts", "consumption", "latest"]) {
          refreshQueries(queries, { queryKey: [key] });
        }
      },
      onGap: () => refreshQueries(queries),
      onState: setState,
      onMessage: (message) => {
        if (message.type === "live") watching.current?.hear(message.readings);
        for (const listener of listeners) listener(message);
      },
    });
    channelRef.current = channel;
    channel.watch(watching.current?.ids ?? []);
    const connect = (): void => channel.connect();
    connect();
    window.addEventListener("online", connect);
    return () => {
      window.removeEventListener("online", connect);
      channel.end();
    };
  }, [userId, queries, listeners]);

  const watch = useCallback((ids: string[], hear: Hear) => {
    const mine = { ids, hear };
    watching.current = mine;
    channelRef.current?.watch(ids);
    return () => {
      if (watching.current !== mine) return;
      watching.current = undefined;
      channelRef.current?.watch([]);
    };
  }, []);

  const listen = useCallback(
    (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [listeners],
  );

  const value = useMemo(
    () => ({ state, notices, dismiss: () => setNotices([]), watch, listen }),
    [state, notices, watch, listen],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLive(): Live {
  return use(LiveContext);
}

function socketUrl({ protocol, host }: Location): string {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/ws`;
}

/** A reload of the tab goes on where it was; the number is no secret. */
function positionOf(userId: string) {
  const key = `kilowatch.seen.${userId}`;
  return {
    load: () => {
      const kept = sessionStorage.getItem(key);
      return kept === null ? undefined : Number(kept);
    },
    save: (number: number) => sessionStorage.setItem(key, String(number)),
  };
}
