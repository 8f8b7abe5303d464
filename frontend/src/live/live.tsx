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
import { withNotice } from "./notices";
import { refreshQueries } from "./refresh-queries";

interface Live {
  state: ChannelState;
  notices: Notice[];
  dismiss: () => void;
  /**
   * Subscribe to these devices' readings, replacing the previous subscription; returns a function
   * to stop.
   */
  watch: (deviceIds: string[], onReadings: ReadingsListener) => () => void;
  /** Subscribe to all messages of the socket; returns a function to stop. */
  listen: (listener: Listener) => () => void;
}

type ReadingsListener = (readings: LiveValue[]) => void;
type Listener = (message: ServerMessage) => void;

const LiveContext = createContext<Live>({
  state: "connecting",
  notices: [],
  dismiss: () => {},
  watch: () => () => {},
  listen: () => () => {},
});

/** Holds the socket of the logged-in user and the notices that aren't dismissed yet. */
export function LiveProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<ChannelState>("connecting");
  const [notices, setNotices] = useState<Notice[]>([]);
  const channelRef = useRef<Channel>(undefined);
  const watching = useRef<{ ids: string[]; onReadings: ReadingsListener }>(undefined);
  const [listeners] = useState(() => new Set<Listener>());

  useEffect(() => {
    const channel = new Channel({
      open: () => new WebSocket(socketUrl(window.location)),
      token: () => session.freshToken(),
      renew: () => session.renew(),
      position: positionOf(userId),
      onNotice: (notice: Notice) => {
        setNotices((known) => withNotice(known, notice));
        for (const key of ["alerts", "consumption", "latest"]) {
          refreshQueries(queries, { queryKey: [key] });
        }
      },
      onGap: () => refreshQueries(queries),
      onState: setState,
      onMessage: (message) => {
        if (message.type === "live") watching.current?.onReadings(message.readings);
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

  const watch = useCallback((ids: string[], onReadings: ReadingsListener) => {
    const mine = { ids, onReadings };
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

/** A reloaded tab continues from this number, which isn't secret. */
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
