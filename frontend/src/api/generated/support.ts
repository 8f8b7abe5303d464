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
         * Replies that lie ready
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
         * Keep a reply ready
         * @description New or in place of the old; the identifier is chosen by the sender.
         */
        put: operations["put_canned_reply"];
        post?: never;
        /**
         * Throw a ready reply away
         * @description For everybody.
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
         * One's own conversations
         * @description The one that changed last first.
         */
        get: operations["list_conversations"];
        put?: never;
        /**
         * Open a conversation
         * @description A client's own; at most 20 are open at once.
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
         * A conversation
         * @description One's own, or any for an administrator.
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
         * @description Either side may; nothing is said in it until it is reopened.
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
         * The client's data
         * @description Devices, last alerts and consumption. Each look is written to the audit log.
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
         * Let the assistant answer
         * @description By who has it, or anybody while it waits.
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
         * @description The conversation waits for an administrator; the assistant is silent.
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
         * Say what has arrived and was read
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
         * What was said
         * @description In order: the newest, or the page before or after a number.
         */
        get: operations["list_messages"];
        put?: never;
        /**
         * Post a message
         * @description Stored when this answers; sent again under the same identifier it is stored once.
         *
         *     A client who writes too many in a minute gets 429, with a Retry-After header.
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
         * Notes for colleagues
         * @description Oldest first.
         */
        get: operations["list_notes"];
        put?: never;
        /**
         * Write a note for colleagues
         * @description All notes with the new one; the client never sees them.
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
         * Why the assistant said what
         * @description Path, confidence and reason of its answers; how an AI failed is the administrators'.
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
         * @description It goes on with the assistant.
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
         * What one has to know
         * @description For whoever takes over.
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
         * Answer oneself
         * @description Of two who do it at once one is told 409 `already_taken`, so that nobody answers twice.
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
         * Say that one is writing
         * @description Shown to the other side for a few seconds; say it again while it lasts.
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
         * Conversations, for administrators
         * @description Those that wait (the longest first), one's own, or all (the last changed first).
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
         * Who looked at whose data
         * @description The audit log, newest first.
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
         * All rules in order
         * @description With how often each answered.
         */
        get: operations["list_rules"];
        put?: never;
        /**
         * Add a rule
         * @description Behind all others; it holds from the next question on.
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
         * Put the rules in order
         * @description Of rules that fit equally well the first one answers.
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
         * Try a question
         * @description Which rules fit, how well and why, the best first; nothing is said or counted.
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
         * Write a rule anew
         * @description In place of the version it names.
         */
        put: operations["edit_rule"];
        post?: never;
        /**
         * Remove a rule
         * @description For good.
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
         * What the assistant can do now
         * @description Whether there is an AI, for the page to say so.
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
         * Questions that nothing answered
         * @description Neither a rule nor data nor AI; newest first.
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
         * Take a question off that list
         * @description It was dealt with, be it by a new rule.
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
         * @description A reply that administrators have ready.
         */
        CannedReplyView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "ro";
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /**
         * CannedReplyWriting
         * @description A canned reply to be.
         */
        CannedReplyWriting: {
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "ro";
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /**
         * ChartView
         * @description Where the application shows the figures of a sentence: a path within it.
         */
        ChartView: {
            /** Href */
            href: string;
        };
        /**
         * ClauseView
         * @description A part of a reason, for whoever words it in another language.
         */
        ClauseView: {
            /**
             * Code
             * @enum {string}
             */
            code: "rule" | "phrase" | "subject" | "words_not_understood" | "ai_answered" | "ai_failed" | "detail" | "ai_rests" | "client_spent" | "platform_spent" | "left_out_empty" | "left_out_address" | "left_out_label" | "left_out_figure" | "left_out_time" | "human_took_over" | "process_ended" | "data_away" | "nothing_fits" | "client_asked" | "failed_in_a_row";
            /**
             * Values
             * @description What it speaks of, by name.
             */
            values: {
                [key: string]: string;
            };
        };
        /**
         * ContextAlert
         * @description An hour of the client's over its limit, or taken back.
         */
        ContextAlert: {
            /**
             * Alert Id
             * Format: uuid
             */
            alert_id: string;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /** Energy Kwh */
            energy_kwh: number;
            /**
             * Hour
             * Format: date-time
             */
            hour: string;
            /** Limit Kwh */
            limit_kwh: number | null;
            /** State */
            state: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * ContextDay
         * @description A day of a device, as far as it was the client's from its beginning.
         */
        ContextDay: {
            /** Coverage */
            coverage: number | null;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description None where nothing is known: never 0.
             */
            energy_kwh: number | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** State */
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
             */
            id: string;
            /**
             * Max Consumption
             * @description Limit in kWh per clock hour.
             */
            max_consumption: number | null;
            /** Name */
            name: string;
            /** Reporting Interval S */
            reporting_interval_s: number | null;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * ContextView
         * @description What stands beside a conversation. Every look at it is in the audit log.
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
            /** Devices */
            devices: components["schemas"]["ContextDevice"][];
        };
        /**
         * ConversationOpening
         * @description A conversation to be.
         * @example {
         *       "language": "ro"
         *     }
         */
        ConversationOpening: {
            /**
             * Id
             * @description Chosen here unless given; the same one again opens no other.
             */
            id?: string | null;
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language?: "en" | "ro";
        };
        /**
         * ConversationPage
         * @description A page of conversations, and how many there are in all.
         */
        ConversationPage: {
            /** Items */
            items: components["schemas"]["ListedConversation"][];
            /** Total */
            total: number;
        };
        /**
         * ConversationView
         * @description A conversation.
         */
        ConversationView: {
            /**
             * Assigned To
             * @description The administrator who has it.
             */
            assigned_to: string | null;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "ro";
            /**
             * Last Number
             * @description Number of the newest message; 0: none.
             */
            last_number: number;
            marks: components["schemas"]["MarksView"];
            /**
             * State
             * @description Who answers next: the `assistant`, nobody yet (`waiting`), a `human`, or nobody any more (`closed`).
             * @enum {string}
             */
            state: "assistant" | "waiting" | "human" | "closed";
            /**
             * Version
             * @description Grows with every change and every message.
             */
            version: number;
            /** Waiting Since */
            waiting_since: string | null;
        };
        /**
         * FieldError
         * @description One field of the request that does not fit, and why.
         */
        FieldError: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /**
         * InboxPage
         * @description A page of the inbox.
         */
        InboxPage: {
            /** Items */
            items: components["schemas"]["ListedConversation"][];
            /**
             * Mine
             * @description How many the caller has, whatever the view.
             */
            mine: number;
            /** Total */
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
            /** Assigned Name */
            assigned_name: string | null;
            /** Client Name */
            client_name: string;
            /** Client Username */
            client_username: string;
            conversation: components["schemas"]["ConversationView"];
            /**
             * Last Text
             * @description How the newest message begins.
             */
            last_text: string | null;
        };
        /**
         * LookPage
         * @description A page of the audit log, and how many looks there were in all.
         */
        LookPage: {
            /** Items */
            items: components["schemas"]["LookView"][];
            /** Total */
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
             */
            conversation_id: string;
            /**
             * Looked At
             * Format: date-time
             */
            looked_at: string;
        };
        /**
         * Marking
         * @description How far the caller's side has come; never goes back.
         */
        Marking: {
            /** Delivered */
            delivered?: number | null;
            /** Read */
            read?: number | null;
        };
        /**
         * MarksView
         * @description Up to which number either side has received and read.
         */
        MarksView: {
            /** Client Delivered */
            client_delivered: number;
            /** Client Read */
            client_read: number;
            /** Staff Delivered */
            staff_delivered: number;
            /** Staff Read */
            staff_read: number;
        };
        /**
         * MessagePage
         * @description Messages in order.
         */
        MessagePage: {
            /**
             * First Number
             * @description Of these; None where there are none.
             */
            first_number: number | null;
            /** Items */
            items: components["schemas"]["MessageView"][];
            /**
             * Last Number
             * @description Of the conversation.
             */
            last_number: number;
        };
        /**
         * MessagePosting
         * @description A message to be.
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
            /** Text */
            text: string;
        };
        /**
         * MessageReason
         * @description How the assistant came to a message.
         */
        MessageReason: {
            /**
             * Clauses
             * @description The same in codes; none where it was kept before there were any.
             */
            clauses: components["schemas"]["ClauseView"][];
            /** Confidence */
            confidence: number | null;
            /** Number */
            number: number;
            /** Path */
            path: ("rule" | "data" | "ai" | "fallback" | "handover" | "interrupted" | "none") | null;
            /**
             * Reason
             * @description In English.
             */
            reason: string | null;
            /** Rule Id */
            rule_id: string | null;
        };
        /**
         * MessageView
         * @description A message. Numbers run 1, 2, 3 … in each conversation, without holes.
         */
        MessageView: {
            /**
             * Author
             * @enum {string}
             */
            author: "client" | "assistant" | "human";
            /** Author Name */
            author_name: string;
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /** Number */
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
             * @description How the assistant came to it; None where a person wrote it.
             */
            path: ("rule" | "data" | "ai" | "fallback" | "handover" | "interrupted" | "none") | null;
            /**
             * Posted At
             * Format: date-time
             */
            posted_at: string;
            /** Text */
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
             */
            author_id: string;
            /** Author Name */
            author_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Text */
            text: string;
            /**
             * Written At
             * Format: date-time
             */
            written_at: string;
        };
        /**
         * NoteWriting
         * @description A note to be.
         */
        NoteWriting: {
            /**
             * Id
             * Format: uuid
             * @description Chosen by the sender: sent again, it is stored once.
             */
            id: string;
            /** Text */
            text: string;
        };
        /**
         * PartView
         * @description A sentence or two.
         */
        PartView: {
            /** Charts */
            charts: components["schemas"]["ChartView"][];
            /**
             * Label
             * @description `general`: advice that holds for anybody, not a measured fact.
             */
            label: "general" | null;
            /** Text */
            text: string;
        };
        /**
         * PostedView
         * @description What came of a message.
         */
        PostedView: {
            /** @description The assistant's, where there is one at once; else it comes over the socket. */
            answer: components["schemas"]["MessageView"] | null;
            message: components["schemas"]["MessageView"];
        };
        /**
         * Problem
         * @description A problem document, RFC 9457.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Errors */
            errors?: components["schemas"]["FieldError"][] | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * RuleEdit
         * @description A rule written anew.
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
        RuleEdit: {
            /**
             * Action
             * @description `handover`: a human is asked, after the answer.
             * @default answer
             * @enum {string}
             */
            action?: "answer" | "handover";
            /**
             * Answer En
             * @default
             */
            answer_en?: string;
            /**
             * Answer Ro
             * @default
             */
            answer_ro?: string;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Name */
            name: string;
            /**
             * Phrases En
             * @default []
             */
            phrases_en?: string[];
            /**
             * Phrases Ro
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
            /** Items */
            items: components["schemas"]["RuleView"][];
            /**
             * Live Values
             * @description What may stand in braces in an answer.
             */
            live_values: string[];
        };
        /**
         * RuleMatchView
         * @description A rule that fits a question.
         */
        RuleMatchView: {
            /**
             * Answers
             * @description Whether it is this rule that would answer.
             */
            answers: boolean;
            /**
             * Clauses
             * @description The same in codes; none where it was kept before there were any.
             */
            clauses: components["schemas"]["ClauseView"][];
            /**
             * Confidence
             * @description 0 to 1; from 0.7 on the rule answers.
             */
            confidence: number;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "ro";
            /** Name */
            name: string;
            /**
             * Reason
             * @description In English.
             */
            reason: string;
            /**
             * Rule Id
             * Format: uuid
             */
            rule_id: string;
        };
        /**
         * RuleOrder
         * @description Every rule, the one that goes first in front.
         */
        RuleOrder: {
            /** Ids */
            ids: string[];
        };
        /**
         * RuleTrial
         * @description A question to try the rules on.
         */
        RuleTrial: {
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language?: "en" | "ro";
            /** Question */
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
             * @default answer
             * @enum {string}
             */
            action?: "answer" | "handover";
            /**
             * Answer En
             * @default
             */
            answer_en?: string;
            /**
             * Answer Ro
             * @default
             */
            answer_ro?: string;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Hits */
            hits: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Hit At */
            last_hit_at: string | null;
            /** Name */
            name: string;
            /**
             * Phrases En
             * @default []
             */
            phrases_en?: string[];
            /**
             * Phrases Ro
             * @default []
             */
            phrases_ro?: string[];
            /** Position */
            position: number;
            /** Version */
            version: number;
        };
        /**
         * RuleWriting
         * @description A rule to be. A phrase fits where all its words stand in the question.
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
             * @default answer
             * @enum {string}
             */
            action?: "answer" | "handover";
            /**
             * Answer En
             * @default
             */
            answer_en?: string;
            /**
             * Answer Ro
             * @default
             */
            answer_ro?: string;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Name */
            name: string;
            /**
             * Phrases En
             * @default []
             */
            phrases_en?: string[];
            /**
             * Phrases Ro
             * @default []
             */
            phrases_ro?: string[];
        };
        /**
         * SummaryView
         * @description What whoever takes over has to know.
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
            /** First Question */
            first_question: string | null;
            /**
             * Handover Clauses
             * @description The same in codes; none where it was kept before there were any.
             */
            handover_clauses: components["schemas"]["ClauseView"][];
            /**
             * Handover Reason
             * @description In English.
             */
            handover_reason: string | null;
            /** Last Question */
            last_question: string | null;
            /**
             * Open Questions
             * @description The last that were not answered, at most 5.
             */
            open_questions: string[];
            /** Waiting Since */
            waiting_since: string | null;
        };
        /**
         * SupportStatus
         * @description What the assistant can do at this moment.
         */
        SupportStatus: {
            /**
             * Ai
             * @description `resting`: it failed repeatedly and is left alone for a moment.
             * @enum {string}
             */
            ai: "off" | "on" | "resting";
        };
        /**
         * TakingOver
         * @description To answer oneself.
         */
        TakingOver: {
            /**
             * Away From
             * @description The colleague who has it now, to take it from them; else one who has it keeps it.
             */
            away_from?: string | null;
        };
        /**
         * UnansweredPage
         * @description A page of such questions, and how many there are in all.
         */
        UnansweredPage: {
            /** Items */
            items: components["schemas"]["UnansweredView"][];
            /** Total */
            total: number;
        };
        /**
         * UnansweredView
         * @description A question that nothing answered.
         */
        UnansweredView: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Clauses
             * @description The same in codes; none where it was kept before there were any.
             */
            clauses: components["schemas"]["ClauseView"][];
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /** Id */
            id: number;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "ro";
            /** Question */
            question: string;
            /** Question Number */
            question_number: number;
            /**
             * Reason
             * @description In English.
             */
            reason: string;
        };
    };
    responses: {
        /** @description A field is not valid; says which. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem document (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; try again later. */
        TooMany: {
            headers: {
                /** @description When to try again, in whole seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body came too slowly. */
        TooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something this needs is away; try again later. */
        Unavailable: {
            headers: {
                /** @description When to try again, in whole seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    put_canned_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_canned_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_conversations: {
        parameters: {
            query?: {
                limit?: number;
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    close_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_context: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    hand_back_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    ask_for_human: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    mark_messages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description Those after this number, oldest first. */
                after?: number | null;
                /** @description The last ones before this number. */
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    post_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_notes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    add_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_reasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reopen_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_summary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    take_over_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_typing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_inbox: {
        parameters: {
            query?: {
                view?: "waiting" | "mine" | "all";
                /** @description Part of the client's name or username. */
                search?: string | null;
                limit?: number;
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_looks: {
        parameters: {
            query?: {
                client_id?: string | null;
                limit?: number;
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    edit_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_unanswered: {
        parameters: {
            query?: {
                limit?: number;
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    settle_unanswered: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
