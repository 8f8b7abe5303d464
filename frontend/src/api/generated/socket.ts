// Generated from schemas/socket.json by scripts/api.mjs.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Alert
         * @description A notification. Numbers run 1, 2, 3 … for each user, without gaps.
         */
        Alert: {
            /** @description The hour over its limit. */
            alert: components["schemas"]["OverconsumptionAlert"];
            /** @description The id by which the logs of all services know what caused it. */
            correlation_id?: string;
            /** @description Number of the notification, from 1 for each person, without gaps. */
            number: number;
            /** @description When it was sent, UTC. */
            sent_at: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "alert";
        };
        /**
         * Authenticate
         * @description The first message of a client, and any later one with a fresh token of the same user.
         *
         *         ``after`` is the number of the last notification the client has seen; without it only
         *         new ones are sent. It counts in the first message only.
         */
        Authenticate: {
            /**
             * @description Number of the last notification that the client has; null: send new ones only.
             * @default null
             */
            after?: number | null;
            /** @description An access token. */
            token: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "authenticate";
        };
        /**
         * Chart
         * @description The page of the application that shows the figures of a sentence, as a path within it.
         */
        Chart: {
            /** @description A path within the application, such as `/history?span=day`. */
            href: string;
        };
        /**
         * Chat
         * @description A notification like an alert: a message of one's own conversation, including one's own.
         */
        Chat: {
            /** @description The message. */
            chat: components["schemas"]["ChatMessage"];
            /** @description The id by which the logs of all services know what caused it. */
            correlation_id?: string;
            /** @description Number of the notification, from 1 for each person, without gaps. */
            number: number;
            /** @description When it was sent, UTC. */
            sent_at: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "chat";
        };
        /**
         * ChatMarks
         * @description The number of the last message that either side has received and read.
         */
        ChatMarks: {
            /** @description Number of the newest message that reached the client. */
            client_delivered: number;
            /** @description Number of the newest message that the client has read. */
            client_read: number;
            /**
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /** @description Number of the newest message that reached an administrator. */
            staff_delivered: number;
            /** @description Number of the newest message that an administrator has read. */
            staff_read: number;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "chat_marks";
        };
        /**
         * ChatMessage
         * @description A stored message. Numbers run 1, 2, 3 … in each conversation, without gaps.
         */
        ChatMessage: {
            /**
             * @description Who wrote it.
             *
             *     - `assistant`: The assistant: rules, data and AI.
             *     - `client`: The client.
             *     - `human`: An administrator.
             * @enum {unknown}
             */
            author: "assistant" | "client" | "human";
            /** @description The author's name; empty for the assistant. */
            author_name: string;
            /**
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description The message's identifier.
             */
            message_id: string;
            /** @description Number of the message in its conversation, from 1 on. */
            number: number;
            /**
             * @description Whether to offer a human beside it.
             * @default false
             */
            offers_human?: boolean;
            /** @description The same text, part by part. */
            parts: components["schemas"]["ChatPart"][];
            /**
             * @description - `ai`: The AI.
             *     - `data`: The client's own data.
             *     - `fallback`: Data or a rule, in place of the AI, which wasn't there.
             *     - `handover`: It handed over to a human.
             *     - `interrupted`: A human took over, or the process ended, before the answer was whole.
             *     - `none`: Nothing answered.
             *     - `rule`: A rule.
             * @default null
             */
            path?: ("ai" | "data" | "fallback" | "handover" | "interrupted" | "none" | "rule") | null;
            /** @description When it was posted, UTC. */
            posted_at: string;
            /** @description The text. */
            text: string;
        };
        /**
         * ChatPart
         * @description A sentence or two of a message.
         *
         *         ``label`` is ``general`` for general advice that is not a measured fact.
         */
        ChatPart: {
            /**
             * @description Where the application shows the figures.
             * @default []
             */
            charts?: components["schemas"]["Chart"][];
            /**
             * @description `general`: advice that holds for anybody, not a measured fact; null else.
             * @default null
             */
            label?: "general" | null;
            /** @description The text. */
            text: string;
        };
        /**
         * ChatSentence
         * @description A part of an answer in progress; the whole follows as a `Chat` with the same identifier.
         *
         *         Parts count from 0. Missing one does no harm: the whole replaces them all.
         */
        ChatSentence: {
            /**
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /** @description Number of the part, from 0. */
            index: number;
            /**
             * Format: uuid
             * @description The message's identifier.
             */
            message_id: string;
            /** @description A part of an answer that is being written. */
            part: components["schemas"]["ChatPart"];
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "chat_sentence";
        };
        /**
         * ChatTyping
         * @description The other side is typing. It applies for a few seconds and is not sent again once missed.
         */
        ChatTyping: {
            /**
             * @description Who wrote it.
             *
             *     - `assistant`: The assistant: rules, data and AI.
             *     - `client`: The client.
             *     - `human`: An administrator.
             * @enum {unknown}
             */
            author: "assistant" | "client" | "human";
            /**
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "chat_typing";
        };
        /**
         * Conversation
         * @description A notification like an alert: the state of a conversation, for its client and administrators.
         *
         *         Administrators get one for every message as well, and load its text.
         */
        Conversation: {
            /** @description The conversation. */
            conversation: components["schemas"]["ConversationState"];
            /** @description The id by which the logs of all services know what caused it. */
            correlation_id?: string;
            /** @description Number of the notification, from 1 for each person, without gaps. */
            number: number;
            /** @description When it was sent, UTC. */
            sent_at: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "conversation";
        };
        /**
         * ConversationState
         * @description The state of a conversation as of ``version``, without any of its text.
         */
        ConversationState: {
            /** @description The name of the administrator who has the conversation; null: nobody. */
            assigned_name: string | null;
            /** @description The administrator who has the conversation; null: nobody. */
            assigned_to: string | null;
            /**
             * Format: uuid
             * @description The client's identifier.
             */
            client_id: string;
            /**
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /** @description The newest number there is; 0: none. */
            last_number: number;
            /**
             * @description Its state.
             *
             *     - `assistant`: The assistant answers next.
             *     - `closed`: It is closed.
             *     - `human`: An administrator answers.
             *     - `waiting`: It waits for a human.
             * @enum {unknown}
             */
            state: "assistant" | "closed" | "human" | "waiting";
            /** @description Grows with every change: a newer state has a higher one. */
            version: number;
            /** @description Since when it waits for a human, UTC; null: it doesn't. */
            waiting_since: string | null;
        };
        /**
         * EarlyWarning
         * @description A notification like an alert, numbered with them.
         */
        EarlyWarning: {
            /** @description The id by which the logs of all services know what caused it. */
            correlation_id?: string;
            /** @description The hour near its limit. */
            early_warning: components["schemas"]["NearLimitWarning"];
            /** @description Number of the notification, from 1 for each person, without gaps. */
            number: number;
            /** @description When it was sent, UTC. */
            sent_at: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "early_warning";
        };
        /**
         * Expiring
         * @description The token expires soon: send a fresh one before ``expires_at`` to keep the connection.
         */
        Expiring: {
            /** @description When it expires, UTC. */
            expires_at: string;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "expiring";
        };
        /**
         * Gap
         * @description More notifications came after the client's ``after`` than can be replayed: load the history.
         *
         *         Notifications after ``last_number`` follow as usual.
         */
        Gap: {
            /** @description Number of the newest notification before the next one. */
            last_number: number;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "gap";
        };
        /**
         * Live
         * @description The latest reading of each watched device that has a new one; at most once a second.
         */
        Live: {
            /** @description The newest reading of each device that has a new one. */
            readings: components["schemas"]["LiveValue"][];
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "live";
        };
        /**
         * LiveValue
         * @description The latest reading of a device. ``measured_at`` is the start of its interval, UTC.
         *
         *         ``power_kw`` is the mean over the interval, None if the meter did not report its length.
         */
        LiveValue: {
            /** @description The id by which the logs of all services know what caused it. */
            correlation_id?: string;
            /**
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /** @description Energy in kWh; null: nothing is known, which isn't 0. */
            energy_kwh: number;
            /** @description Length of the metering interval, in seconds; null: unknown. */
            interval_s: number | null;
            /** @description Start of the interval, UTC. */
            measured_at: string;
            /** @description Mean power over the interval, in kW; null: the interval is unknown. */
            power_kw: number | null;
        };
        /**
         * NearLimitWarning
         * @description The verdict on one hour of one device near its limit, by the share that the owner chose.
         *
         *         ``share`` of the limit was exceeded (0.8: 80 %); an alert for the same hour replaces it.
         */
        NearLimitWarning: {
            /**
             * @description The channel, by its code or OBIS code; left out: import.
             * @default import
             */
            channel?: string;
            /**
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /** @description The device's name. */
            device_name: string;
            /** @description Energy in kWh; null: nothing is known, which isn't 0. */
            energy_kwh: number;
            /** @description Start of the device's clock hour, UTC. */
            hour: string;
            /** @description The limit for the hour, in kWh; null: none. */
            limit_kwh: number | null;
            /** @description The share of the limit at which the owner is warned: 0.8 is 80 %. */
            share: number;
            /**
             * @description Whether to list it without interrupting the person.
             * @default false
             */
            silent?: boolean;
            /**
             * @description Its state.
             *
             *     - `raised`: The hour is over its limit, or near it.
             *     - `retracted`: Later readings showed that it isn't.
             * @enum {unknown}
             */
            state: "raised" | "retracted";
            /** @description Name of the time zone in the IANA database, such as `Europe/Bucharest`. */
            time_zone: string;
        };
        /**
         * OverconsumptionAlert
         * @description The verdict on one hour of one device.
         *
         *         ``hour`` is the start of the clock hour in UTC; ``time_zone`` is the device's, for display.
         *         ``limit_kwh`` is None if the device no longer has a limit for that hour. ``silent``: it came
         *         in the user's quiet hours, so list it without a notice.
         */
        OverconsumptionAlert: {
            /**
             * @description The channel, by its code or OBIS code; left out: import.
             * @default import
             */
            channel?: string;
            /**
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /** @description The device's name. */
            device_name: string;
            /** @description Energy in kWh; null: nothing is known, which isn't 0. */
            energy_kwh: number;
            /** @description Start of the device's clock hour, UTC. */
            hour: string;
            /** @description The limit for the hour, in kWh; null: none. */
            limit_kwh: number | null;
            /**
             * @description Whether to list it without interrupting the person.
             * @default false
             */
            silent?: boolean;
            /**
             * @description Its state.
             *
             *     - `raised`: The hour is over its limit, or near it.
             *     - `retracted`: Later readings showed that it isn't.
             * @enum {unknown}
             */
            state: "raised" | "retracted";
            /** @description Name of the time zone in the IANA database, such as `Europe/Bucharest`. */
            time_zone: string;
        };
        /**
         * Ping
         * @description Asks whether the server is there; a page can't send the WebSocket's own ping.
         */
        Ping: {
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "ping";
        };
        /**
         * Pong
         * @description The response to a ping.
         */
        Pong: {
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "pong";
        };
        /**
         * Ready
         * @description The token is valid until ``expires_at``; ``last_number`` is the latest notification's.
         */
        Ready: {
            /** @description When it expires, UTC. */
            expires_at: string;
            /** @description Number of the newest notification. */
            last_number: number;
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "ready";
            /**
             * Format: uuid
             * @description The user's identifier.
             */
            user_id: string;
        };
        /**
         * Watch
         * @description The devices on screen: send their live readings, instead of those watched before.
         *
         *         Devices that the user may not see are skipped silently, and are included once that
         *         changes. An empty list stops live readings.
         */
        Watch: {
            /** @description The devices' identifiers. */
            device_ids: string[];
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
            type: "watch";
        };
        /**
         * Watching
         * @description The watched devices whose readings are sent from now on: the response to a `Watch`.
         *
         *         Sent again whenever the user gains or loses access to a watched device.
         */
        Watching: {
            /** @description The devices' identifiers. */
            device_ids: string[];
            /**
             * @description Names the kind of message.
             * @enum {unknown}
             */
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
