// Generated from schemas/openapi/balancing.json by scripts/api.mjs.

export interface paths {
    "/api/balancing/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the dispatching history
         * @description Return the last ten minutes: rates, backlog and state of every replica, and the stream's lag.
         *
         *     It is kept in memory and continues when the active balancer changes. Administrators only.
         */
        get: operations["get_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/balancing/replicas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List replicas
         * @description Return the state, share and backlog of every monitoring replica. Administrators only.
         */
        get: operations["get_replicas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/balancing/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List busy devices
         * @description Devices whose messages wait to be dispatched, and those over their quota.
         *
         *     A device over its quota can't send until it is below it again; nothing that it sent before
         *     is lost. Administrators only.
         */
        get: operations["get_busy_senders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/balancing/senders/{device_id}/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a device's quota
         * @description Return the quota of a device: its own, or the one in the settings. Administrators only.
         */
        get: operations["get_quota"];
        /**
         * Set a device's quota
         * @description Set a quota for one device, which takes effect within two seconds. Administrators only.
         */
        put: operations["put_quota"];
        post?: never;
        /**
         * Restore a device's default quota
         * @description Remove the device's own quota; the one in the settings holds. Administrators only.
         */
        delete: operations["delete_quota"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/balancing/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the health of all services
         * @description Ask every process for its health now, and the broker for its alarms. Administrators only.
         */
        get: operations["get_services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/balancing/strategy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the dispatching strategy
         * @description Return how batches are dispatched, and who chose it. Administrators only.
         */
        get: operations["get_strategy"];
        /**
         * Set the dispatching strategy
         * @description Change how batches are dispatched. Administrators only.
         *
         *     The choice survives restarts and overrides the setting. Where another balancer is active, it
         *     follows within a second.
         */
        put: operations["put_strategy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send readings
         * @description Send one reading or an array of them, as meters do.
         *
         *     A device logs in with its own credential (basic authentication, its identifier as username)
         *     and reports for itself, so it may leave `device_id` out. An administrator may report for any
         *     device.
         *
         *     What is accepted is stored by the broker for good. A value that isn't valid is found when it
         *     is stored, and listed among the rejections. While the broker is short of disk or memory the
         *     answer is 503; `Retry-After` says when to try again.
         */
        post: operations["post_readings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{end}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what a meter says in its own form
         * @description Send one message of a meter as its maker made it: a P1 telegram, a status of a Shelly.
         *
         *     It counts as one in `accepted`, however many counters it shows. What can't be understood is
         *     listed among the rejections, with what was expected.
         */
        post: operations["post_payload"];
        delete?: never;
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
         * BrokerHealth
         * @description The state of the broker: whether it accepts messages.
         */
        BrokerHealth: {
            /**
             * Failing
             * @description What it is short of (`disk`, `memory`), or that it lost `queues`.
             */
            failing: string[];
            /** @description The space on its disk; null: unknown. */
            room: components["schemas"]["BrokerRoom"] | null;
            /**
             * State
             * @description Whether the broker works.
             *
             *     - `healthy`: It can do its work.
             *     - `unhealthy`: Something that it needs is missing.
             *     - `unreachable`: It doesn't answer.
             * @enum {string}
             */
            state: "healthy" | "unhealthy" | "unreachable";
        };
        /**
         * BrokerRoom
         * @description The disk space of the broker.
         */
        BrokerRoom: {
            /**
             * Free Bytes
             * @description Free space on the broker's disk, in bytes.
             */
            free_bytes: number;
            /**
             * Held Back Below Bytes
             * @description With less free space, in bytes, the broker takes nothing; null: unknown.
             */
            held_back_below_bytes: number | null;
            /**
             * State
             * @description Whether the disk has space.
             *
             *     - `enough`: There is room.
             *     - `low`: There is less room than the warning level.
             *     - `held_back`: The broker takes nothing; readings wait at their senders.
             * @enum {string}
             */
            state: "enough" | "low" | "held_back";
            /**
             * Warning Below Bytes
             * @description With less free space than this, in bytes, the state is `low`.
             */
            warning_below_bytes: number;
        };
        /**
         * BusySenderView
         * @description A device whose messages wait to be dispatched, or that is over its quota.
         */
        BusySenderView: {
            /**
             * Device Id
             * @description The device's identifier, as the sender gave it.
             */
            device_id: string;
            /**
             * Held
             * @description Whether it is over its quota and can't send.
             */
            held: boolean;
            /**
             * Messages This Minute
             * @description Messages sent within the present minute.
             */
            messages_this_minute: number;
            /**
             * Readings This Minute
             * @description Readings sent within the present minute.
             */
            readings_this_minute: number;
            /**
             * Retry After S
             * @description When it may send again, in seconds, if it is held.
             */
            retry_after_s: number;
            /**
             * Waiting Messages
             * @description Messages that the broker keeps and that were not dispatched.
             */
            waiting_messages: number;
        };
        /**
         * BusySenders
         * @description At most 100: held devices, then the longest queues.
         */
        BusySenders: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["BusySenderView"][];
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
         * History
         * @description The last ten minutes of dispatching, as columns for charts.
         */
        History: {
            /**
             * Active
             * @description The balancer that dispatched.
             */
            active: string[];
            /**
             * At
             * @description The moments of the samples, UTC.
             */
            at: string[];
            /**
             * Lag Messages
             * @description Messages in the stream that were not dispatched; null: unknown.
             */
            lag_messages: (number | null)[];
            /**
             * Position
             * @description Offset in the stream below which everything was dispatched.
             */
            position: number[];
            /**
             * Replicas
             * @description The replicas over time.
             */
            replicas: components["schemas"]["ReplicaHistory"][];
            /**
             * Step S
             * @description Seconds from sample to sample.
             */
            step_s: number;
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
         * QuotaBody
         * @description The messages a device may send in a minute and have waiting before it is held.
         * @example {
         *       "messages_per_minute": 600,
         *       "readings_per_minute": 6000,
         *       "waiting_messages": 10000
         *     }
         */
        QuotaBody: {
            /**
             * Messages Per Minute
             * @description Messages a minute.
             */
            messages_per_minute: number;
            /**
             * Readings Per Minute
             * @description Readings a minute.
             */
            readings_per_minute: number;
            /**
             * Waiting Messages
             * @description Messages that wait to be dispatched.
             */
            waiting_messages: number;
        };
        /**
         * QuotaView
         * @description The quota of a device.
         */
        QuotaView: {
            /**
             * Is Own
             * @description Whether it was set for this device, or is the usual one.
             */
            is_own: boolean;
            /**
             * Messages Per Minute
             * @description Messages a minute.
             */
            messages_per_minute: number;
            /**
             * Readings Per Minute
             * @description Readings a minute.
             */
            readings_per_minute: number;
            /**
             * Waiting Messages
             * @description Messages that wait to be dispatched.
             */
            waiting_messages: number;
        };
        /**
         * Receipt
         * @description The result of the readings of a request.
         */
        Receipt: {
            /**
             * Accepted
             * @description How many readings the broker has stored.
             */
            accepted: number;
            /**
             * Rejected
             * @description The readings that were not accepted.
             */
            rejected: components["schemas"]["RejectedReading"][];
        };
        /**
         * RejectedReading
         * @description A reading of the request that was not stored, and why.
         */
        RejectedReading: {
            /**
             * Detail
             * @description What is wrong with it, in English.
             */
            detail: string;
            /**
             * Index
             * @description Its position in the request, from 0.
             */
            index: number;
        };
        /**
         * Replica
         * @description A monitoring replica as the active balancer sees it.
         */
        Replica: {
            /**
             * Backlog Batches
             * @description Batches dispatched to it and not finished.
             */
            backlog_batches: number;
            /**
             * Broker Unacknowledged Batches
             * @description Deliveries that the broker sees unacknowledged; null: unknown.
             */
            broker_unacknowledged_batches: number | null;
            /**
             * Dispatched Batches
             * @description Batches, since it joined, over all balancers.
             */
            dispatched_batches: number;
            /**
             * Dispatched Messages
             * @description Messages, since it joined, over all balancers.
             */
            dispatched_messages: number;
            /**
             * Dispatched Messages Per S
             * @description Messages dispatched to it per second, over the last 10 s; null: unknown yet.
             */
            dispatched_messages_per_s: number | null;
            /**
             * Done Batches
             * @description Batches finished, since the replica started.
             */
            done_batches: number;
            /**
             * Done Readings
             * @description Readings that it has stored, since it started.
             */
            done_readings: number;
            /**
             * Last Heartbeat At
             * Format: date-time
             * @description When the last heartbeat came, UTC.
             */
            last_heartbeat_at: string;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Readings Per S
             * @description Readings it stored per second, over the last 10 s.
             */
            readings_per_s: number | null;
            /**
             * Share
             * @description Of the messages dispatched to those listed, 0 to 1; null before the first.
             */
            share: number | null;
            /**
             * Since
             * Format: date-time
             * @description When it entered this state, UTC.
             */
            since: string;
            /**
             * State
             * @description Whether it works.
             *
             *     - `active`: It gets batches.
             *     - `silent`: Its heartbeats stopped; it gets nothing.
             *     - `leaving`: It drains: it finishes its backlog and gets nothing new.
             * @enum {string}
             */
            state: "active" | "silent" | "leaving";
            /**
             * Stuck Since
             * @description Since when a delivery hasn't progressed, UTC; null unless that is too long.
             */
            stuck_since: string | null;
            /**
             * Unacknowledged Batches
             * @description Batches delivered to it and not finished, as it says itself.
             */
            unacknowledged_batches: number;
            /**
             * Waiting Batches
             * @description Batches in its queue, not delivered.
             */
            waiting_batches: number;
        };
        /**
         * ReplicaHistory
         * @description A replica over time: one value for each moment in `at`, null where it wasn't active.
         */
        ReplicaHistory: {
            /**
             * Backlog Batches
             * @description Batches dispatched to it and not finished.
             */
            backlog_batches: (number | null)[];
            /**
             * Dispatched Messages Per S
             * @description Messages dispatched per second, since the sample before; null: unknown.
             */
            dispatched_messages_per_s: (number | null)[];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Readings Per S
             * @description Readings stored per second, since the sample before.
             */
            readings_per_s: (number | null)[];
            /**
             * State
             * @description Whether it worked; null: it wasn't there.
             *
             *     - `active`: It gets batches.
             *     - `silent`: Its heartbeats stopped; it gets nothing.
             *     - `leaving`: It drains: it finishes its backlog and gets nothing new.
             */
            state: (("active" | "silent" | "leaving") | null)[];
        };
        /**
         * Replicas
         * @description All replicas that the active balancer knows, and how it dispatches.
         */
        Replicas: {
            /**
             * Active
             * @description The balancer that dispatches; null: none at present.
             */
            active: string | null;
            /**
             * Answered By
             * @description The balancer that answers; it may be the standby.
             */
            answered_by: string;
            /**
             * As Of
             * @description When the active balancer reported it, UTC; null: none has yet.
             */
            as_of: string | null;
            /**
             * Dispatched Messages Per S
             * @description Messages dispatched per second, over the last 10 s.
             */
            dispatched_messages_per_s: number | null;
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Replica"][];
            /**
             * Lag Messages
             * @description Messages in the stream that were not dispatched, to within its newest chunk.
             */
            lag_messages: number | null;
            /**
             * Newest Offset
             * @description The newest offset in the stream; null: unknown.
             */
            newest_offset: number | null;
            /**
             * Position
             * @description Offset in the stream below which everything was dispatched.
             */
            position: number;
            /**
             * Readings Per S
             * @description Readings stored per second, over the last 10 s.
             */
            readings_per_s: number | null;
            /** @description How batches are dispatched. */
            strategy: components["schemas"]["Strategy"];
        };
        /**
         * ServiceHealth
         * @description A process of the platform, and whether it can do its work.
         */
        ServiceHealth: {
            /**
             * Failing
             * @description What it needs and can't reach, by name.
             */
            failing: string[];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * State
             * @description Whether it works.
             *
             *     - `healthy`: It can do its work.
             *     - `unhealthy`: Something that it needs is missing.
             *     - `unreachable`: It doesn't answer.
             * @enum {string}
             */
            state: "healthy" | "unhealthy" | "unreachable";
        };
        /**
         * ServiceHealths
         * @description All processes that the balancer knows, and the broker.
         *
         *     Replicas are known by their heartbeats instead.
         */
        ServiceHealths: {
            /** @description The message broker. */
            broker: components["schemas"]["BrokerHealth"];
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ServiceHealth"][];
        };
        /**
         * Strategy
         * @description The strategy that chooses the replica for the next batch.
         *
         *     - `round_robin`: One replica after the other.
         *     - `consistent_hash`: By device: its readings go to the same replica.
         *     - `least_backlog`: To the replica with the smallest backlog.
         * @enum {string}
         */
        Strategy: "round_robin" | "consistent_hash" | "least_backlog";
        /**
         * StrategyChange
         * @description The strategy by which batches are to be dispatched.
         * @example {
         *       "strategy": "least_backlog"
         *     }
         */
        StrategyChange: {
            /** @description How batches are to be dispatched. */
            strategy: components["schemas"]["Strategy"];
        };
        /**
         * StrategyChoice
         * @description The strategy by which batches are dispatched, and who chose it.
         */
        StrategyChoice: {
            /**
             * Chosen At
             * @description When it was chosen, UTC; null: it is the setting's.
             */
            chosen_at: string | null;
            /**
             * Chosen By
             * @description The administrator who chose it; null: it is the setting's.
             */
            chosen_by: string | null;
            /** @description How batches are dispatched. */
            strategy: components["schemas"]["Strategy"];
        };
    };
    responses: {
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
        /**
         * @description - `forbidden`: The caller is logged in and may not do this.
         *     - `foreign_device`: A device reported for another device. Nothing of the request is stored.
         */
        "forbidden-or-foreign_device": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "forbidden" | "foreign_device";
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
         *     - `malformed_readings`: The body is neither a reading nor an array of readings.
         *     - `no_readings`: The request has no reading that could be stored.
         */
        "invalid_request-or-malformed_readings-or-no_readings": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "malformed_readings" | "no_readings";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `no_readings`: The request has no reading that could be stored.
         */
        "invalid_request-or-no_readings": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "no_readings";
                };
            };
        };
        /** @description - `over_quota`: The device has sent more than its quota. */
        over_quota: {
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
                    code?: "over_quota";
                };
            };
        };
        /** @description - `payload_not_found`: What follows the path of readings names no payload that meters may send. */
        payload_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "payload_not_found";
                };
            };
        };
        /** @description - `request_too_large`: The body has more bytes or more values than the operation takes. */
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
    get_history: {
        parameters: {
            query?: {
                /** @description Seconds from sample to sample. */
                step_s?: number;
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
                    "application/json": components["schemas"]["History"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_replicas: {
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
                    "application/json": components["schemas"]["Replicas"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_busy_senders: {
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
                    "application/json": components["schemas"]["BusySenders"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
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
                    "application/json": components["schemas"]["QuotaView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    put_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    delete_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
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
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_services: {
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
                    "application/json": components["schemas"]["ServiceHealths"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_strategy: {
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
                    "application/json": components["schemas"]["StrategyChoice"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    put_strategy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrategyChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StrategyChoice"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    post_readings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "device_id": "7d8f6c1e-53a8-4b2c-9d0e-1f2a3b4c5d6e",
                 *       "energy_kwh": 0.125,
                 *       "interval_s": 900,
                 *       "measured_at": "2025-11-25T10:00:00Z"
                 *     }
                 */
                "application/json": Record<string, never> | Record<string, never>[];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden-or-foreign_device"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-malformed_readings-or-no_readings"];
            429: components["responses"]["over_quota"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    post_payload: {
        parameters: {
            query?: {
                /**
                 * @description The device that reports; a device itself may leave it out.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id?: string | null;
            };
            header?: never;
            path: {
                /** @description What the body is, as at the end of MQTT topics: `p1`, `tasmota/SENSOR`, `shelly/status/switch:0`, `zigbee2mqtt`, `homewizard`, `homeassistant` or `senml`. */
                end: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ENERGY": {
                 *         "Total": 123.456
                 *       },
                 *       "Time": "2025-11-25T10:00:00+02:00"
                 *     }
                 */
                "application/json": Record<string, never> | Record<string, never>[];
                "text/plain": string;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden-or-foreign_device"];
            404: components["responses"]["payload_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-no_readings"];
            429: components["responses"]["over_quota"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
