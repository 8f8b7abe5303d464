// Generated from schemas/openapi/support.json by scripts/api.mjs.

export interface paths {
    "/api/support/canned-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List canned replies
         * @description By title.
         */
        get: operations["list_canned_replies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/canned-replies/{reply_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save a canned reply
         * @description Create it, or replace the one with this identifier.
         */
        put: operations["put_canned_reply"];
        post?: never;
        /**
         * Delete a canned reply
         * @description For all administrators.
         */
        delete: operations["delete_canned_reply"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's conversations
         * @description The last changed first.
         */
        get: operations["list_conversations"];
        put?: never;
        /**
         * Open a conversation
         * @description For clients; at most 20 may be open at once.
         */
        post: operations["open_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a conversation
         * @description The caller's own, or any for an administrator.
         */
        get: operations["read_conversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a conversation
         * @description By either side. No messages can be posted until it is reopened.
         */
        post: operations["close_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/context": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the client's devices, alerts and consumption
         * @description Return a client's data beside a conversation. Each look is recorded in the audit log.
         */
        get: operations["read_context"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/hand-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a conversation back to the assistant
         * @description By whoever has it, or any administrator while it waits.
         */
        post: operations["hand_back_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/human": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a human
         * @description The conversation waits for an administrator, and the assistant stops answering.
         */
        post: operations["ask_for_human"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark messages as delivered and read
         * @description For the caller's side; the other side sees it live.
         */
        post: operations["mark_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages
         * @description In order: the newest ones, or the page before or after a number.
         */
        get: operations["list_messages"];
        put?: never;
        /**
         * Post a message
         * @description Store a message, and return it with the assistant's answer if there is one at once.
         *
         *     Posted again with the same identifier it is stored once. A client who posts too many in a
         *     minute gets 429.
         */
        post: operations["post_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notes
         * @description Notes for colleagues, oldest first.
         */
        get: operations["list_notes"];
        put?: never;
        /**
         * Add a note
         * @description Return all notes with the new one; the client never sees them.
         */
        post: operations["add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the reasons of the assistant's answers
         * @description Path, confidence and reason of each answer. Administrators see how an AI failed.
         */
        get: operations["list_reasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a conversation
         * @description By either side. The assistant answers again.
         */
        post: operations["reopen_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Summarize a conversation
         * @description Return the summary for an administrator before a takeover.
         */
        get: operations["read_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over a conversation
         * @description The caller answers from now on. Of two who do it at once, one gets 409 `already_taken`.
         */
        post: operations["take_over_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/conversations/{conversation_id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show that one is typing
         * @description Shown to the other side for a few seconds; repeat it while it lasts.
         */
        post: operations["show_typing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations for administrators
         * @description Those that wait (longest first), the caller's own, or all (last changed first).
         */
        get: operations["read_inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List looks at clients' data
         * @description From the audit log, newest first.
         */
        get: operations["list_looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rules
         * @description In order, with how often each answered.
         */
        get: operations["list_rules"];
        put?: never;
        /**
         * Add a rule
         * @description It comes last, and is used from the next question on.
         */
        post: operations["add_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/rules/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reorder rules
         * @description Of rules that match equally well the first one answers.
         */
        put: operations["order_rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the rules with a question
         * @description Return the rules that match, how well and why, the best first.
         *
         *     Nothing is posted or counted.
         */
        post: operations["try_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/rules/{rule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace a rule
         * @description Replace the version that the request names.
         */
        put: operations["edit_rule"];
        post?: never;
        /**
         * Delete a rule
         * @description Delete it for good.
         */
        delete: operations["delete_rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the assistant's status
         * @description Return whether there is an AI.
         */
        get: operations["read_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/unanswered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List unanswered questions
         * @description Questions that neither a rule nor data nor the AI answered, newest first.
         */
        get: operations["list_unanswered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/unanswered/{unanswered_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Settle an unanswered question
         * @description Take it off the list.
         */
        delete: operations["settle_unanswered"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * CannedReplyView
         * @description A canned reply.
         */
        CannedReplyView: {
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @enum {string}
             */
            language: "en" | "ro";
            /**
             * Text
             * @description The text.
             */
            text: string;
            /**
             * Title
             * @description What administrators find it by.
             */
            title: string;
        };
        /**
         * CannedReplyWriting
         * @description A new canned reply.
         * @example {
         *       "language": "en",
         *       "text": "Hello, how can I help?",
         *       "title": "Greeting"
         *     }
         */
        CannedReplyWriting: {
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @enum {string}
             */
            language: "en" | "ro";
            /**
             * Text
             * @description The text.
             */
            text: string;
            /**
             * Title
             * @description What administrators find it by.
             */
            title: string;
        };
        /**
         * ChartView
         * @description The page of the application that shows the figures of a sentence, as a path.
         */
        ChartView: {
            /**
             * Href
             * @description A path within the application, such as `/history?span=day`.
             */
            href: string;
        };
        /**
         * ClauseView
         * @description A part of a reason, to be formatted in the reader's language.
         */
        ClauseView: {
            /**
             * Code
             * @description The part's stable name.
             *
             *     - `rule`: The rule that matched.
             *     - `phrase`: The phrase that matched, and how well.
             *     - `subject`: What the question asks for.
             *     - `words_not_understood`: Words of the question that weren't understood.
             *     - `ai_answered`: The AI answered.
             *     - `ai_failed`: The AI failed.
             *     - `detail`: More about a failure.
             *     - `ai_rests`: The AI isn't asked for a while after repeated failures.
             *     - `client_spent`: The client has used up this hour's requests to the AI.
             *     - `platform_spent`: The platform has used up this hour's requests to the AI.
             *     - `left_out_empty`: A sentence was left out because nothing of it remained.
             *     - `left_out_address`: A sentence was left out because it held an address.
             *     - `left_out_label`: A sentence was left out because it was labelled general and wasn't.
             *     - `left_out_figure`: A sentence was left out because no data supports its figure.
             *     - `left_out_time`: A sentence was left out because no data supports its time.
             *     - `human_took_over`: A human took over.
             *     - `process_ended`: The process that was answering ended.
             *     - `data_away`: The client's consumption couldn't be read.
             *     - `nothing_fits`: No rule matches, and it isn't a known question about consumption.
             *     - `client_asked`: The client asked for a human.
             *     - `client_declined`: The client was offered a human and said no.
             *     - `emergency`: The message is about danger: smoke, fire, a smell of gas.
             *     - `failed_in_a_row`: Several questions in a row weren't answered.
             * @enum {string}
             */
            code: "rule" | "phrase" | "subject" | "words_not_understood" | "ai_answered" | "ai_failed" | "detail" | "ai_rests" | "client_spent" | "platform_spent" | "left_out_empty" | "left_out_address" | "left_out_label" | "left_out_figure" | "left_out_time" | "human_took_over" | "process_ended" | "data_away" | "nothing_fits" | "client_asked" | "client_declined" | "emergency" | "failed_in_a_row";
            /**
             * Values
             * @description What it is about, by name.
             */
            values: {
                [key: string]: string;
            };
        };
        /**
         * ContextAlert
         * @description An alert of the client, or its retraction.
         */
        ContextAlert: {
            /**
             * Alert Id
             * Format: uuid
             * @description The alert's identifier.
             */
            alert_id: string;
            /**
             * Channel
             * @description Code of the channel.
             */
            channel: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number;
            /**
             * Hour
             * Format: date-time
             * @description Start of the device's clock hour, UTC.
             */
            hour: string;
            /**
             * Limit Kwh
             * @description The limit for the hour, in kWh; null: none.
             */
            limit_kwh: number | null;
            /**
             * State
             * @description Whether the alert holds.
             */
            state: string;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
        };
        /**
         * ContextDay
         * @description A day of a device, if it was the client's from the day's start.
         */
        ContextDay: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; null: unknown.
             */
            coverage: number | null;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /**
             * State
             * @description How much is known of the day.
             */
            state: string;
        };
        /**
         * ContextDevice
         * @description A device of the client's.
         */
        ContextDevice: {
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Max Consumption
             * @description Limit in kWh per clock hour.
             */
            max_consumption: number | null;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Reporting Interval S
             * @description How often the device reports, in seconds; null: unknown.
             */
            reporting_interval_s: number | null;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
        };
        /**
         * ContextView
         * @description A client's data beside a conversation. Every look at it is in the audit log.
         */
        ContextView: {
            /**
             * Alerts
             * @description Newest hour first.
             */
            alerts: components["schemas"]["ContextAlert"][];
            /**
             * Days
             * @description The last 7 of each device.
             */
            days: components["schemas"]["ContextDay"][];
            /**
             * Devices
             * @description The devices.
             */
            devices: components["schemas"]["ContextDevice"][];
        };
        /**
         * ConversationOpening
         * @description A new conversation.
         * @example {
         *       "language": "ro"
         *     }
         */
        ConversationOpening: {
            /**
             * Id
             * @description Chosen by the server if left out. The same one again opens no other.
             */
            id?: string | null;
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @default en
             * @enum {string}
             */
            language?: "en" | "ro";
        };
        /**
         * ConversationPage
         * @description A page of conversations, and their total number.
         */
        ConversationPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ListedConversation"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * ConversationView
         * @description A conversation.
         */
        ConversationView: {
            /**
             * Assigned To
             * @description The administrator who has it; null: nobody.
             */
            assigned_to: string | null;
            /**
             * Changed At
             * Format: date-time
             * @description When it last changed, UTC.
             */
            changed_at: string;
            /**
             * Client Id
             * Format: uuid
             * @description The client's identifier.
             */
            client_id: string;
            /**
             * Created At
             * Format: date-time
             * @description When it was created, UTC.
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @enum {string}
             */
            language: "en" | "ro";
            /**
             * Last Number
             * @description Number of the newest message; 0: none.
             */
            last_number: number;
            /** @description How far both sides have received and read the conversation. */
            marks: components["schemas"]["MarksView"];
            /**
             * State
             * @description Who answers next.
             *
             *     - `assistant`: The assistant answers next.
             *     - `waiting`: It waits for a human.
             *     - `human`: An administrator answers.
             *     - `closed`: It is closed.
             * @enum {string}
             */
            state: "assistant" | "waiting" | "human" | "closed";
            /**
             * Version
             * @description Grows with every change and every message.
             */
            version: number;
            /**
             * Waiting Since
             * @description Since when it waits for a human, UTC; null: it doesn't.
             */
            waiting_since: string | null;
        };
        /**
         * FieldError
         * @description A field or parameter of the request that is not valid, and why.
         */
        FieldError: {
            /**
             * Field
             * @description Its name; of a nested field the path, such as `filter.state`.
             */
            field: string;
            /**
             * Message
             * @description What is wrong with it, in English.
             */
            message: string;
        };
        /**
         * InboxPage
         * @description A page of the inbox.
         */
        InboxPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ListedConversation"][];
            /**
             * Mine
             * @description How many the caller has, whatever the view.
             */
            mine: number;
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
            /**
             * Waiting
             * @description How many wait for a human, whatever the view.
             */
            waiting: number;
        };
        /**
         * ListedConversation
         * @description A conversation in a list.
         */
        ListedConversation: {
            /**
             * Assigned Name
             * @description The name of the administrator who has the conversation; null: nobody.
             */
            assigned_name: string | null;
            /**
             * Client Name
             * @description The client's name.
             */
            client_name: string;
            /**
             * Client Username
             * @description The client's username.
             */
            client_username: string;
            /** @description The conversation. */
            conversation: components["schemas"]["ConversationView"];
            /**
             * Last Text
             * @description Start of the newest message; null: none.
             */
            last_text: string | null;
        };
        /**
         * LookPage
         * @description A page of the audit log, and the total number of looks.
         */
        LookPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["LookView"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * LookView
         * @description An administrator looked at a client's data.
         */
        LookView: {
            /**
             * Administrator Id
             * Format: uuid
             * @description The administrator's identifier.
             */
            administrator_id: string;
            /**
             * Administrator Name
             * @description Empty where the person is gone.
             */
            administrator_name: string;
            /**
             * Client Id
             * Format: uuid
             * @description The client's identifier.
             */
            client_id: string;
            /**
             * Client Name
             * @description Empty where the person is gone.
             */
            client_name: string;
            /**
             * Conversation Id
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /**
             * Looked At
             * Format: date-time
             * @description When they looked, UTC.
             */
            looked_at: string;
        };
        /**
         * Marking
         * @description The last message that the caller's side has received and read; never goes back.
         * @example {
         *       "delivered": 12,
         *       "read": 12
         *     }
         */
        Marking: {
            /**
             * Delivered
             * @description Number of the newest message that reached the caller; null: unchanged.
             */
            delivered?: number | null;
            /**
             * Read
             * @description Number of the newest message that the caller has read; null: unchanged.
             */
            read?: number | null;
        };
        /**
         * MarksView
         * @description The number of the last message that either side has received and read.
         */
        MarksView: {
            /**
             * Client Delivered
             * @description Number of the newest message that reached the client.
             */
            client_delivered: number;
            /**
             * Client Read
             * @description Number of the newest message that the client has read.
             */
            client_read: number;
            /**
             * Staff Delivered
             * @description Number of the newest message that reached an administrator.
             */
            staff_delivered: number;
            /**
             * Staff Read
             * @description Number of the newest message that an administrator has read.
             */
            staff_read: number;
        };
        /**
         * MessagePage
         * @description Messages in order.
         */
        MessagePage: {
            /**
             * First Number
             * @description Number of the first of these messages; null: none.
             */
            first_number: number | null;
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["MessageView"][];
            /**
             * Last Number
             * @description Number of the newest message of the conversation; 0: none.
             */
            last_number: number;
        };
        /**
         * MessagePosting
         * @description A new message.
         * @example {
         *       "id": "018f0000-0000-4000-8000-000000000005",
         *       "text": "How much did I use yesterday?"
         *     }
         */
        MessagePosting: {
            /**
             * Id
             * Format: uuid
             * @description Chosen by the sender: sent again, it is stored once.
             */
            id: string;
            /**
             * Text
             * @description The text.
             */
            text: string;
        };
        /**
         * MessageReason
         * @description The explanation of an assistant's message.
         */
        MessageReason: {
            /**
             * Clauses
             * @description The same as codes with values; empty for old ones.
             */
            clauses: components["schemas"]["ClauseView"][];
            /**
             * Confidence
             * @description How sure the answer is, 0 to 1; null: not rated.
             */
            confidence: number | null;
            /**
             * Number
             * @description Number of the answer's message.
             */
            number: number;
            /**
             * Path
             * @description How the assistant came to the answer; null: a person wrote it.
             *
             *     - `rule`: A rule.
             *     - `data`: The client's own data.
             *     - `ai`: The AI.
             *     - `fallback`: Data or a rule, in place of the AI, which wasn't there.
             *     - `handover`: It handed over to a human.
             *     - `interrupted`: A human took over, or the process ended, before the answer was whole.
             *     - `none`: Nothing answered.
             */
            path: ("rule" | "data" | "ai" | "fallback" | "handover" | "interrupted" | "none") | null;
            /**
             * Reason
             * @description In English.
             */
            reason: string | null;
            /**
             * Rule Id
             * @description The rule's identifier.
             */
            rule_id: string | null;
        };
        /**
         * MessageView
         * @description A message. Numbers run 1, 2, 3 … in each conversation, without gaps.
         */
        MessageView: {
            /**
             * Author
             * @description Who wrote it.
             *
             *     - `client`: The client.
             *     - `assistant`: The assistant: rules, data and AI.
             *     - `human`: An administrator.
             * @enum {string}
             */
            author: "client" | "assistant" | "human";
            /**
             * Author Name
             * @description The author's name; empty for the assistant.
             */
            author_name: string;
            /**
             * Conversation Id
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /**
             * Message Id
             * Format: uuid
             * @description The message's identifier.
             */
            message_id: string;
            /**
             * Number
             * @description Number of the message in its conversation, from 1 on.
             */
            number: number;
            /**
             * Offers Human
             * @description Whether to show a way to a human beside it.
             */
            offers_human: boolean;
            /**
             * Parts
             * @description The same text, part by part.
             */
            parts: components["schemas"]["PartView"][];
            /**
             * Path
             * @description How the assistant came to it; null: a person wrote it.
             *
             *     - `rule`: A rule.
             *     - `data`: The client's own data.
             *     - `ai`: The AI.
             *     - `fallback`: Data or a rule, in place of the AI, which wasn't there.
             *     - `handover`: It handed over to a human.
             *     - `interrupted`: A human took over, or the process ended, before the answer was whole.
             *     - `none`: Nothing answered.
             */
            path: ("rule" | "data" | "ai" | "fallback" | "handover" | "interrupted" | "none") | null;
            /**
             * Posted At
             * Format: date-time
             * @description When it was posted, UTC.
             */
            posted_at: string;
            /**
             * Text
             * @description The text.
             */
            text: string;
        };
        /**
         * NoteView
         * @description A note for colleagues; the client never sees it.
         */
        NoteView: {
            /**
             * Author Id
             * Format: uuid
             * @description The user who wrote it.
             */
            author_id: string;
            /**
             * Author Name
             * @description The author's name; empty for the assistant.
             */
            author_name: string;
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Text
             * @description The text.
             */
            text: string;
            /**
             * Written At
             * Format: date-time
             * @description When it was written, UTC.
             */
            written_at: string;
        };
        /**
         * NoteWriting
         * @description A new note.
         * @example {
         *       "id": "018f0000-0000-4000-8000-000000000008",
         *       "text": "Calls back on Monday."
         *     }
         */
        NoteWriting: {
            /**
             * Id
             * Format: uuid
             * @description Chosen by the sender: sent again, it is stored once.
             */
            id: string;
            /**
             * Text
             * @description The text.
             */
            text: string;
        };
        /**
         * PartView
         * @description A sentence or two.
         */
        PartView: {
            /**
             * Charts
             * @description Where the application shows the figures.
             */
            charts: components["schemas"]["ChartView"][];
            /**
             * Label
             * @description `general`: advice that holds for anybody, not a measured fact.
             */
            label: "general" | null;
            /**
             * Text
             * @description The text.
             */
            text: string;
        };
        /**
         * PostedView
         * @description The result of a message.
         */
        PostedView: {
            /** @description The assistant's, where there is one at once; else it comes over the socket. */
            answer: components["schemas"]["MessageView"] | null;
            /** @description The message as it is stored. */
            message: components["schemas"]["MessageView"];
        };
        /**
         * Problem
         * @description A problem document (RFC 9457). Some codes add members of their own.
         */
        Problem: {
            /**
             * Code
             * @description Stable name of the kind of problem: decide by this one.
             */
            code: string;
            /**
             * Detail
             * @description What happened, as one sentence in English for a person.
             */
            detail: string;
            /**
             * Errors
             * @description With `invalid_request`: the fields that are not valid.
             */
            errors?: components["schemas"]["FieldError"][] | null;
            /**
             * Retry After S
             * @description When to try again, in seconds; the same as the header `Retry-After`.
             */
            retry_after_s?: number | null;
            /**
             * Status
             * @description The HTTP status.
             */
            status: number;
            /**
             * Title
             * @description The name of the HTTP status.
             */
            title: string;
            /**
             * Type
             * @description URN of the kind of problem: `urn:kilowatch:problem:` and `code`.
             */
            type: string;
        };
        /**
         * RuleEdit
         * @description A rule that replaces another version.
         * @example {
         *       "answer_en": "The price is in your contract.",
         *       "answer_ro": "Prețul este în contractul dumneavoastră.",
         *       "name": "Price",
         *       "phrases_en": [
         *         "price",
         *         "how much does cost"
         *       ],
         *       "phrases_ro": [
         *         "pret"
         *       ],
         *       "version": 3
         *     }
         */
        RuleEdit: {
            /**
             * Action
             * @description `handover`: a human is asked, after the answer.
             *
             *     - `answer`: Answer.
             *     - `handover`: Answer, and ask for a human.
             * @default answer
             * @enum {string}
             */
            action?: "answer" | "handover";
            /**
             * Answer En
             * @description The answer in English; empty: none.
             * @default
             */
            answer_en?: string;
            /**
             * Answer Ro
             * @description The answer in Romanian; empty: none.
             * @default
             */
            answer_ro?: string;
            /**
             * Enabled
             * @description Whether the rule is used.
             * @default true
             */
            enabled?: boolean;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Phrases En
             * @description English phrases: one matches if all its words are in the question.
             * @default []
             */
            phrases_en?: string[];
            /**
             * Phrases Ro
             * @description Romanian phrases: one matches if all its words are in the question.
             * @default []
             */
            phrases_ro?: string[];
            /**
             * Version
             * @description The version that is replaced.
             */
            version: number;
        };
        /**
         * RuleList
         * @description All rules in order.
         */
        RuleList: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["RuleView"][];
            /**
             * Live Values
             * @description What may stand in braces in an answer.
             */
            live_values: string[];
        };
        /**
         * RuleMatchView
         * @description A rule that matches a question.
         */
        RuleMatchView: {
            /**
             * Answers
             * @description Whether it is this rule that would answer.
             */
            answers: boolean;
            /**
             * Clauses
             * @description The same as codes with values; empty for old ones.
             */
            clauses: components["schemas"]["ClauseView"][];
            /**
             * Confidence
             * @description 0 to 1; from 0.7 on the rule answers.
             */
            confidence: number;
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @enum {string}
             */
            language: "en" | "ro";
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Reason
             * @description In English.
             */
            reason: string;
            /**
             * Rule Id
             * Format: uuid
             * @description The rule's identifier.
             */
            rule_id: string;
        };
        /**
         * RuleOrder
         * @description Every rule, in the new order.
         * @example {
         *       "ids": [
         *         "018f0000-0000-4000-8000-00000000000a"
         *       ]
         *     }
         */
        RuleOrder: {
            /**
             * Ids
             * @description The identifiers of all rules, in their new order.
             */
            ids: string[];
        };
        /**
         * RuleTrial
         * @description A question to test the rules on.
         * @example {
         *       "language": "en",
         *       "question": "What is the price?"
         *     }
         */
        RuleTrial: {
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @default en
             * @enum {string}
             */
            language?: "en" | "ro";
            /**
             * Question
             * @description The question.
             */
            question: string;
        };
        /**
         * RuleView
         * @description A rule and how often it answered.
         * @example {
         *       "answer_en": "The price is in your contract.",
         *       "answer_ro": "Prețul este în contractul dumneavoastră.",
         *       "name": "Price",
         *       "phrases_en": [
         *         "price",
         *         "how much does cost"
         *       ],
         *       "phrases_ro": [
         *         "pret"
         *       ]
         *     }
         */
        RuleView: {
            /**
             * Action
             * @description `handover`: a human is asked, after the answer.
             *
             *     - `answer`: Answer.
             *     - `handover`: Answer, and ask for a human.
             * @default answer
             * @enum {string}
             */
            action?: "answer" | "handover";
            /**
             * Answer En
             * @description The answer in English; empty: none.
             * @default
             */
            answer_en?: string;
            /**
             * Answer Ro
             * @description The answer in Romanian; empty: none.
             * @default
             */
            answer_ro?: string;
            /**
             * Enabled
             * @description Whether the rule is used.
             * @default true
             */
            enabled?: boolean;
            /**
             * Hits
             * @description How often it answered a question.
             */
            hits: number;
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Last Hit At
             * @description When it last matched, UTC; null: never.
             */
            last_hit_at: string | null;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Phrases En
             * @description English phrases: one matches if all its words are in the question.
             * @default []
             */
            phrases_en?: string[];
            /**
             * Phrases Ro
             * @description Romanian phrases: one matches if all its words are in the question.
             * @default []
             */
            phrases_ro?: string[];
            /**
             * Position
             * @description Its place in the order, from 1.
             */
            position: number;
            /**
             * Version
             * @description Grows with every change: a newer state has a higher one.
             */
            version: number;
        };
        /**
         * RuleWriting
         * @description A new rule. A phrase matches if all its words are in the question.
         * @example {
         *       "answer_en": "The price is in your contract.",
         *       "answer_ro": "Prețul este în contractul dumneavoastră.",
         *       "name": "Price",
         *       "phrases_en": [
         *         "price",
         *         "how much does cost"
         *       ],
         *       "phrases_ro": [
         *         "pret"
         *       ]
         *     }
         */
        RuleWriting: {
            /**
             * Action
             * @description `handover`: a human is asked, after the answer.
             *
             *     - `answer`: Answer.
             *     - `handover`: Answer, and ask for a human.
             * @default answer
             * @enum {string}
             */
            action?: "answer" | "handover";
            /**
             * Answer En
             * @description The answer in English; empty: none.
             * @default
             */
            answer_en?: string;
            /**
             * Answer Ro
             * @description The answer in Romanian; empty: none.
             * @default
             */
            answer_ro?: string;
            /**
             * Enabled
             * @description Whether the rule is used.
             * @default true
             */
            enabled?: boolean;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Phrases En
             * @description English phrases: one matches if all its words are in the question.
             * @default []
             */
            phrases_en?: string[];
            /**
             * Phrases Ro
             * @description Romanian phrases: one matches if all its words are in the question.
             * @default []
             */
            phrases_ro?: string[];
        };
        /**
         * SummaryView
         * @description The summary for an administrator before a takeover.
         */
        SummaryView: {
            /**
             * Answered By
             * @description How many answers came by which path.
             */
            answered_by: {
                [key: string]: number;
            };
            /**
             * Asked
             * @description How many messages the client wrote.
             */
            asked: number;
            /**
             * First Question
             * @description The client's first message; null: none.
             */
            first_question: string | null;
            /**
             * Handover Clauses
             * @description The same as codes with values; empty for old ones.
             */
            handover_clauses: components["schemas"]["ClauseView"][];
            /**
             * Handover Reason
             * @description In English.
             */
            handover_reason: string | null;
            /**
             * Last Question
             * @description The client's last message; null: none.
             */
            last_question: string | null;
            /**
             * Open Questions
             * @description The last that were not answered, at most 5.
             */
            open_questions: string[];
            /**
             * Waiting Since
             * @description Since when it waits for a human, UTC; null: it doesn't.
             */
            waiting_since: string | null;
        };
        /**
         * SupportStatus
         * @description The current abilities of the assistant.
         */
        SupportStatus: {
            /**
             * Ai
             * @description Whether there is an AI, and whether it answers.
             *
             *     - `off`: The platform has no AI.
             *     - `on`: The AI answers.
             *     - `resting`: The AI failed repeatedly and isn't asked for a while.
             * @enum {string}
             */
            ai: "off" | "on" | "resting";
        };
        /**
         * TakingOver
         * @description A takeover of a conversation.
         * @example {}
         */
        TakingOver: {
            /**
             * Taken From
             * @description The colleague who has it now, to take it from them; if left out, a colleague who has it keeps it.
             */
            taken_from?: string | null;
        };
        /**
         * UnansweredPage
         * @description A page of unanswered questions, and their total number.
         */
        UnansweredPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["UnansweredView"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * UnansweredView
         * @description An unanswered question.
         */
        UnansweredView: {
            /**
             * Asked At
             * Format: date-time
             * @description When it was asked, UTC.
             */
            asked_at: string;
            /**
             * Clauses
             * @description The same as codes with values; empty for old ones.
             */
            clauses: components["schemas"]["ClauseView"][];
            /**
             * Conversation Id
             * Format: uuid
             * @description The conversation's identifier.
             */
            conversation_id: string;
            /**
             * Id
             * @description Its identifier.
             */
            id: number;
            /**
             * Language
             * @description Language of the text.
             *
             *     - `en`: English.
             *     - `ro`: Romanian.
             * @enum {string}
             */
            language: "en" | "ro";
            /**
             * Question
             * @description The question.
             */
            question: string;
            /**
             * Question Number
             * @description Number of the question's message in its conversation.
             */
            question_number: number;
            /**
             * Reason
             * @description In English.
             */
            reason: string;
        };
    };
    responses: {
        /**
         * @description - `already_taken`: A colleague has taken the conversation over: `assigned_to` says who.
         *     - `conversation_closed`: The conversation is closed.
         */
        "already_taken-or-conversation_closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "already_taken" | "conversation_closed";
                };
            };
        };
        /**
         * @description - `already_taken`: A colleague has taken the conversation over: `assigned_to` says who.
         *     - `conversation_closed`: The conversation is closed.
         *     - `not_yours`: Another administrator has to take the conversation over before they answer.
         */
        "already_taken-or-conversation_closed-or-not_yours": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "already_taken" | "conversation_closed" | "not_yours";
                };
            };
        };
        /**
         * @description - `address_too_long`: The path and the query together have more than 16 KiB.
         *     - `headers_too_large`: The request has more than 100 headers, or headers of more than 32 KiB together.
         *     - `internal_error`: Something went wrong that is our fault. It has been logged.
         *     - `service_silent`: A process took the request and did not answer in time, so the gateway answers instead.
         *     - `service_unreachable`: The gateway found no process that takes the request, or the process died meanwhile.
         */
        anywhere: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "address_too_long" | "headers_too_large" | "internal_error" | "service_silent" | "service_unreachable";
                };
            };
        };
        /** @description - `bad_request`: The body can't be parsed at all, such as JSON that is nested too deep. */
        bad_request: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "bad_request";
                };
            };
        };
        /** @description - `canned_reply_not_found`: The canned reply doesn't exist. */
        canned_reply_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "canned_reply_not_found";
                };
            };
        };
        /** @description - `clients_only`: Only clients open conversations; the caller is an administrator. */
        clients_only: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "clients_only";
                };
            };
        };
        /** @description - `conversation_closed`: The conversation is closed. */
        conversation_closed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "conversation_closed";
                };
            };
        };
        /**
         * @description - `conversation_closed`: The conversation is closed.
         *     - `message_id_taken`: Another message of the conversation has this identifier.
         *     - `not_yours`: Another administrator has to take the conversation over before they answer.
         */
        "conversation_closed-or-message_id_taken-or-not_yours": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "conversation_closed" | "message_id_taken" | "not_yours";
                };
            };
        };
        /** @description - `conversation_not_found`: The conversation doesn't exist, or the caller takes no part in it. */
        conversation_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "conversation_not_found";
                };
            };
        };
        /** @description - `forbidden`: The caller is logged in and may not do this. */
        forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "forbidden";
                };
            };
        };
        /** @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds. */
        invalid_request: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `rule_refused`: The rule couldn't work: it has no phrase, no answer, or an unknown live value.
         */
        "invalid_request-or-rule_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "rule_refused";
                };
            };
        };
        /** @description - `order_incomplete`: The order doesn't name every rule exactly once. */
        order_incomplete: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "order_incomplete";
                };
            };
        };
        /** @description - `request_too_large`: The body has more bytes than the operation takes. */
        request_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "request_too_large";
                };
            };
        };
        /** @description - `request_too_slow`: The body did not arrive in time: 15 s, or 30 min for a file to import. */
        request_too_slow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "request_too_slow";
                };
            };
        };
        /** @description - `rule_changed`: The rule was changed meanwhile: `version` isn't the current one. */
        rule_changed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "rule_changed";
                };
            };
        };
        /** @description - `rule_not_found`: The rule doesn't exist. */
        rule_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "rule_not_found";
                };
            };
        };
        /**
         * @description - `session_ended`: The session of the access token was ended, such as by a logout or a new password.
         *     - `unauthenticated`: The credential is missing, wrong, expired or of an account that may not log in.
         */
        "session_ended-or-unauthenticated": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "session_ended" | "unauthenticated";
                };
            };
        };
        /**
         * @description - `too_many_conversations`: The client has 20 open conversations.
         *     - `too_many_requests`: The caller does this more often than is allowed.
         */
        "too_many_conversations-or-too_many_requests": {
            headers: {
                /** @description When to try again, in whole seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "too_many_conversations" | "too_many_requests";
                };
            };
        };
        /**
         * @description - `too_many_messages`: The client sends messages too quickly.
         *     - `too_many_requests`: The caller does this more often than is allowed.
         */
        "too_many_messages-or-too_many_requests": {
            headers: {
                /** @description When to try again, in whole seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "too_many_messages" | "too_many_requests";
                };
            };
        };
        /** @description - `too_many_requests`: The caller does this more often than is allowed. */
        too_many_requests: {
            headers: {
                /** @description When to try again, in whole seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "too_many_requests";
                };
            };
        };
        /** @description - `unanswered_not_found`: The question isn't on the list. */
        unanswered_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "unanswered_not_found";
                };
            };
        };
        /** @description - `unavailable`: A part of the platform that the answer needs can't be reached at the moment. */
        unavailable: {
            headers: {
                /** @description When to try again, in whole seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "unavailable";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_canned_replies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReplyView"][];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    put_canned_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The canned reply's identifier, chosen by whoever creates it.
                 * @example 018f0000-0000-4000-8000-00000000000b
                 */
                reply_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CannedReplyWriting"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReplyView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    delete_canned_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The canned reply's identifier, chosen by whoever creates it.
                 * @example 018f0000-0000-4000-8000-00000000000b
                 */
                reply_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["canned_reply_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_conversations: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    open_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationOpening"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["clients_only"];
            404: components["responses"]["conversation_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_conversations-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    close_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_context: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContextView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    hand_back_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["conversation_not_found"];
            409: components["responses"]["already_taken-or-conversation_closed-or-not_yours"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    ask_for_human: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            409: components["responses"]["conversation_closed"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    mark_messages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Marking"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description Those after this number, oldest first. */
                after?: number | null;
                /** @description The last ones before this number. */
                before?: number | null;
                /** @description How many entries to return at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    post_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagePosting"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["conversation_closed-or-message_id_taken-or-not_yours"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_messages-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_notes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteView"][];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    add_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteWriting"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteView"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["conversation_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_reasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageReason"][];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    reopen_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_summary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    take_over_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakingOver"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["conversation_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["already_taken-or-conversation_closed"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    show_typing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation's identifier.
                 * @example 018f0000-0000-4000-8000-000000000006
                 */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["conversation_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_inbox: {
        parameters: {
            query?: {
                /**
                 * @description Which conversations.
                 *
                 *     - `waiting`: Those that wait for a human, longest first.
                 *     - `mine`: Those that the caller has.
                 *     - `all`: All, the last changed first.
                 */
                view?: "waiting" | "mine" | "all";
                /** @description Part of the client's name or username. */
                search?: string | null;
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_looks: {
        parameters: {
            query?: {
                /**
                 * @description Only looks at this client's data.
                 * @example 018f0000-0000-4000-8000-000000000002
                 */
                client_id?: string | null;
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    add_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleWriting"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-rule_refused"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    order_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleOrder"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["order_incomplete"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    try_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleTrial"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleMatchView"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    edit_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The rule's identifier.
                 * @example 018f0000-0000-4000-8000-00000000000a
                 */
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleEdit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["rule_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["rule_changed"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-rule_refused"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    delete_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The rule's identifier.
                 * @example 018f0000-0000-4000-8000-00000000000a
                 */
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["rule_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportStatus"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_unanswered: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnansweredPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    settle_unanswered: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number of the question on the list.
                 * @example 17
                 */
                unanswered_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["unanswered_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
