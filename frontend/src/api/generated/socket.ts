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
         * Chart
         * @description The page of the application that shows the figures of a sentence, as a path within it.
         */
        Chart: {
            href: string;
        };
        /**
         * Chat
         * @description A notification like an alert: a message of one's own conversation, one's own words too.
         */
        Chat: {
            chat: components["schemas"]["ChatMessage"];
            number: number;
            sent_at: string;
            /** @enum {unknown} */
            type: "chat";
        };
        /**
         * ChatMarks
         * @description Up to which number of a message either side has received and read the conversation.
         */
        ChatMarks: {
            client_delivered: number;
            client_read: number;
            /** Format: uuid */
            conversation_id: string;
            staff_delivered: number;
            staff_read: number;
            /** @enum {unknown} */
            type: "chat_marks";
        };
        /**
         * ChatMessage
         * @description A stored message. Numbers run 1, 2, 3 … in each conversation, without holes.
         */
        ChatMessage: {
            /** @enum {unknown} */
            author: "assistant" | "client" | "human";
            author_name: string;
            /** Format: uuid */
            conversation_id: string;
            /** Format: uuid */
            message_id: string;
            number: number;
            /** @default false */
            offers_human?: boolean;
            parts: components["schemas"]["ChatPart"][];
            /** @default null */
            path?: ("ai" | "data" | "fallback" | "handover" | "interrupted" | "none" | "rule") | null;
            posted_at: string;
            text: string;
        };
        /**
         * ChatPart
         * @description A sentence or two of a message.
         *
         *         ``label`` is ``general`` where it is advice that holds for anybody, not a measured fact.
         */
        ChatPart: {
            /** @default [] */
            charts?: components["schemas"]["Chart"][];
            /** @default null */
            label?: "general" | null;
            text: string;
        };
        /**
         * ChatSentence
         * @description A part of an answer that is being written; the whole comes as a `Chat` of that identifier.
         *
         *         Parts count from 0. Missing one does no harm: the whole replaces them all.
         */
        ChatSentence: {
            /** Format: uuid */
            conversation_id: string;
            index: number;
            /** Format: uuid */
            message_id: string;
            part: components["schemas"]["ChatPart"];
            /** @enum {unknown} */
            type: "chat_sentence";
        };
        /**
         * ChatTyping
         * @description Somebody is writing. It holds for a few seconds and is not sent again once missed.
         */
        ChatTyping: {
            /** @enum {unknown} */
            author: "assistant" | "client" | "human";
            /** Format: uuid */
            conversation_id: string;
            /** @enum {unknown} */
            type: "chat_typing";
        };
        /**
         * Conversation
         * @description A notification like an alert: how a conversation stands, to its client and administrators.
         *
         *         Administrators get one for every message as well, whose text they load.
         */
        Conversation: {
            conversation: components["schemas"]["ConversationState"];
            number: number;
            sent_at: string;
            /** @enum {unknown} */
            type: "conversation";
        };
        /**
         * ConversationState
         * @description The state of a conversation as of ``version``, without any of its text.
         */
        ConversationState: {
            assigned_name: string | null;
            assigned_to: string | null;
            /** Format: uuid */
            client_id: string;
            /** Format: uuid */
            conversation_id: string;
            last_number: number;
            /** @enum {unknown} */
            state: "assistant" | "closed" | "human" | "waiting";
            version: number;
            waiting_since: string | null;
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
         * @description More came after the client's ``after`` than can be replayed: load the history instead.
         *
         *         Notifications after ``last_number`` follow as usual.
         */
        Gap: {
            last_number: number;
            /** @enum {unknown} */
            type: "gap";
        };
        /**
         * Live
         * @description The newest reading of each watched device that has a new one; once a second at most.
         */
        Live: {
            readings: components["schemas"]["LiveValue"][];
            /** @enum {unknown} */
            type: "live";
        };
        /**
         * LiveValue
         * @description The newest reading of a device. ``measured_at`` is the start of its interval, UTC.
         *
         *         ``power_kw`` is the mean over the interval, None where the meter did not say how long it is.
         */
        LiveValue: {
            /** Format: uuid */
            device_id: string;
            energy_kwh: number;
            interval_s: number | null;
            measured_at: string;
            power_kw: number | null;
        };
        /**
         * NearLimitWarning
         * @description The verdict on one hour of one device near its limit, by the share that the owner chose.
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
         * @description Asks whether the server is there; a page can't send the WebSocket's own ping.
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
        /**
         * Watch
         * @description The devices on screen: send their live readings, in place of those watched before.
         *
         *         Devices that are not the person's to see are passed over without a word, and begin to be
         *         seen where that changes. An empty list ends it.
         */
        Watch: {
            device_ids: string[];
            /** @enum {unknown} */
            type: "watch";
        };
        /**
         * Watching
         * @description The watched devices whose readings come from now on: the answer to a `Watch`.
         *
         *         It comes again whenever a watched device becomes, or no longer is, the person's to see.
         */
        Watching: {
            device_ids: string[];
            /** @enum {unknown} */
            type: "watching";
        };
        ClientMessage: components["schemas"]["Authenticate"] | components["schemas"]["Ping"] | components["schemas"]["Watch"];
        ServerMessage: components["schemas"]["Ready"] | components["schemas"]["Alert"] | components["schemas"]["EarlyWarning"] | components["schemas"]["Chat"] | components["schemas"]["Conversation"] | components["schemas"]["ChatTyping"] | components["schemas"]["ChatSentence"] | components["schemas"]["ChatMarks"] | components["schemas"]["Gap"] | components["schemas"]["Expiring"] | components["schemas"]["Pong"] | components["schemas"]["Watching"] | components["schemas"]["Live"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
