// Generated from schemas/socket.json by scripts/api.mjs.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Alert
         * @description A notification. Numbers run 1, 2, 3 … for each person, without holes.
         */
        Alert: {
            alert: components["schemas"]["OverconsumptionAlert"];
            number: number;
            sent_at: string;
            /** @enum {unknown} */
            type: "alert";
        };
        /**
         * Authenticate
         * @description The first message of a client, and any later one with a fresh token of the same person.
         *
         *         ``after`` is the number of the last notification the client has seen; without it only
         *         new ones are sent. It counts in the first message only.
         */
        Authenticate: {
            /** @default null */
            after?: number | null;
            token: string;
            /** @enum {unknown} */
            type: "authenticate";
        };
        /**
         * EarlyWarning
         * @description A notification like an alert, numbered with them.
         */
        EarlyWarning: {
            early_warning: components["schemas"]["NearLimitWarning"];
            number: number;
            sent_at: string;
            /** @enum {unknown} */
            type: "early_warning";
        };
        /**
         * Expiring
         * @description The token ends soon: send a fresh one before ``expires_at`` to keep the connection.
         */
        Expiring: {
            expires_at: string;
            /** @enum {unknown} */
            type: "expiring";
        };
        /**
         * Gap
         * @description What came after the client's ``after`` is too much to replay: load the history instead.
         *
         *         Notifications after ``last_number`` follow as usual.
         */
        Gap: {
            last_number: number;
            /** @enum {unknown} */
            type: "gap";
        };
        /**
         * NearLimitWarning
         * @description Whether one hour of one device came near its limit, by the owner's choice of a share.
         *
         *         ``share`` of the limit was passed (0.8: 80 %); an alert for the same hour takes its place.
         */
        NearLimitWarning: {
            /** Format: uuid */
            device_id: string;
            device_name: string;
            energy_kwh: number;
            hour: string;
            limit_kwh: number | null;
            share: number;
            /** @default false */
            silent?: boolean;
            /** @enum {unknown} */
            state: "raised" | "retracted";
            time_zone: string;
        };
        /**
         * OverconsumptionAlert
         * @description The judgement of one hour of one device.
         *
         *         ``hour`` is the start of the clock hour in UTC; ``time_zone`` is the device's, for showing
         *         it. ``limit_kwh`` is None where the device no longer has a limit for that hour. ``silent``:
         *         it came in the person's quiet hours, list it without interrupting them.
         */
        OverconsumptionAlert: {
            /** Format: uuid */
            device_id: string;
            device_name: string;
            energy_kwh: number;
            hour: string;
            limit_kwh: number | null;
            /** @default false */
            silent?: boolean;
            /** @enum {unknown} */
            state: "raised" | "retracted";
            time_zone: string;
        };
        /**
         * Ping
         * @description Asks whether the server is there; a page can not send the WebSocket's own ping.
         */
        Ping: {
            /** @enum {unknown} */
            type: "ping";
        };
        /**
         * Pong
         * @description The answer to a ping.
         */
        Pong: {
            /** @enum {unknown} */
            type: "pong";
        };
        /**
         * Ready
         * @description The token is good until ``expires_at``; ``last_number`` is the newest there is.
         */
        Ready: {
            expires_at: string;
            last_number: number;
            /** @enum {unknown} */
            type: "ready";
            /** Format: uuid */
            user_id: string;
        };
        ClientMessage: components["schemas"]["Authenticate"] | components["schemas"]["Ping"];
        ServerMessage: components["schemas"]["Ready"] | components["schemas"]["Alert"] | components["schemas"]["EarlyWarning"] | components["schemas"]["Gap"] | components["schemas"]["Expiring"] | components["schemas"]["Pong"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
