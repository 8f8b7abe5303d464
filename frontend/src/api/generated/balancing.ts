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
         * The last ten minutes of dealing
         * @description Rates, backlog and state of every replica and the lag of the stream; administrators only.
         *
         *     It is kept in memory, and goes on over a change of the active balancer.
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
         * The replicas and their shares
         * @description Who lives, what each was dealt and does, and what waits for it; administrators only.
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
         * Devices that send more than others
         * @description List devices whose messages wait for their turn, and those over their quota.
         *
         *     A device that is held can't send until it is under its quota again; nothing that it sent
         *     before is lost. Administrators only.
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
         * What a device may send
         * @description Return the quota of a device: its own, or the one in the settings. Administrators only.
         */
        get: operations["get_quota"];
        /**
         * Let a device send more or less than others
         * @description Set a quota for one device, which holds from the next two seconds on. Administrators only.
         */
        put: operations["put_quota"];
        post?: never;
        /**
         * Restore the usual quota
         * @description Give a device the quota of the settings again. Administrators only.
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
         * Whether every service can do its work
         * @description Each process by its own word, asked for at this moment; administrators only.
         *
         *     And whether the broker takes messages, by its own alarms.
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
         * The strategy and who chose it
         * @description How readings are dealt; administrators only.
         */
        get: operations["get_strategy"];
        /**
         * Choose the strategy
         * @description Deal otherwise from now on; administrators only.
         *
         *     The choice outlives restarts and outranks the setting. Where another balancer is the active
         *     one, it follows within a second.
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
         * @description One reading or an array of them, as meters send them.
         *
         *     A device logs in with its own credential (basic authentication, its identifier as username)
         *     and reports for itself alone, so it need not name itself in each reading. An administrator
         *     may report for any device.
         *
         *     The answer says what the broker has taken for good. What is wrong with a value is found
         *     when it is stored, and listed among the rejections. While the broker is short of disk or
         *     memory nothing is taken: 503, and `Retry-After` says when to come again.
         */
        post: operations["post_readings"];
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
         * @description Whether the broker takes messages.
         */
        BrokerHealth: {
            /**
             * Failing
             * @description What it is short of (`disk`, `memory`), or that it lost `queues`.
             */
            failing: string[];
            /** @description Null where it does not know its disk. */
            room: components["schemas"]["BrokerRoom"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "healthy" | "unhealthy" | "unreachable";
        };
        /**
         * BrokerRoom
         * @description How much room the disk of the broker has.
         */
        BrokerRoom: {
            /** Free Bytes */
            free_bytes: number;
            /**
             * Held Back Below Bytes
             * @description With less than this nothing is taken; null where the broker does not say.
             */
            held_back_below_bytes: number | null;
            /**
             * State
             * @description `held_back`: the broker takes nothing, readings wait at their senders.
             * @enum {string}
             */
            state: "enough" | "low" | "held_back";
            /**
             * Warning Below Bytes
             * @description With less than this the state is `low`.
             */
            warning_below_bytes: number;
        };
        /**
         * BusySenderView
         * @description A device whose messages wait for their turn, or who is over its quota.
         */
        BusySenderView: {
            /** Device Id */
            device_id: string;
            /**
             * Held
             * @description Whether it is over its quota and can't send.
             */
            held: boolean;
            /** Messages This Minute */
            messages_this_minute: number;
            /** Readings This Minute */
            readings_this_minute: number;
            /**
             * Retry After S
             * @description When it may send again, in seconds, if it is held.
             */
            retry_after_s: number;
            /**
             * Waiting Messages
             * @description Kept by the broker, not dispatched yet.
             */
            waiting_messages: number;
        };
        /**
         * BusySenders
         * @description At most 100: those that are held, then the longest queues.
         */
        BusySenders: {
            /** Items */
            items: components["schemas"]["BusySenderView"][];
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
         * History
         * @description The last ten minutes of dealing, as columns for charts.
         */
        History: {
            /**
             * Active
             * @description The balancer that dealt.
             */
            active: string[];
            /** At */
            at: string[];
            /** Lag Messages */
            lag_messages: (number | null)[];
            /** Position */
            position: number[];
            /** Replicas */
            replicas: components["schemas"]["ReplicaHistory"][];
            /** Step S */
            step_s: number;
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
         * QuotaBody
         * @description What a device may send a minute and have waiting before it is held back.
         */
        QuotaBody: {
            /** Messages Per Minute */
            messages_per_minute: number;
            /** Readings Per Minute */
            readings_per_minute: number;
            /** Waiting Messages */
            waiting_messages: number;
        };
        /**
         * QuotaView
         * @description The quota that holds for a device.
         */
        QuotaView: {
            /**
             * Is Own
             * @description Whether it was set for this device, or is the usual one.
             */
            is_own: boolean;
            /** Messages Per Minute */
            messages_per_minute: number;
            /** Readings Per Minute */
            readings_per_minute: number;
            /** Waiting Messages */
            waiting_messages: number;
        };
        /**
         * Receipt
         * @description What became of the readings of a request: taken means kept by the broker.
         */
        Receipt: {
            /** Accepted */
            accepted: number;
            /** Refused */
            refused: components["schemas"]["RefusedReading"][];
        };
        /**
         * RefusedReading
         * @description A reading of the request that was not taken, and why.
         */
        RefusedReading: {
            /** Detail */
            detail: string;
            /** Index */
            index: number;
        };
        /**
         * Replica
         * @description A monitoring replica as the active balancer sees it.
         */
        Replica: {
            /**
             * Backlog Batches
             * @description Dealt to it and not done.
             */
            backlog_batches: number;
            /**
             * Broker Unacknowledged Batches
             * @description Deliveries that the broker waits for; null if it was not asked yet.
             */
            broker_unacknowledged_batches: number | null;
            /**
             * Dealt Batches
             * @description Since it joined, over all balancers there were.
             */
            dealt_batches: number;
            /** Dealt Messages */
            dealt_messages: number;
            /**
             * Dealt Messages Per S
             * @description Over the last 10 s; null until two samples are there.
             */
            dealt_messages_per_s: number | null;
            /**
             * Done Batches
             * @description Since the replica started.
             */
            done_batches: number;
            /** Done Readings */
            done_readings: number;
            /**
             * Last Heartbeat At
             * Format: date-time
             */
            last_heartbeat_at: string;
            /** Name */
            name: string;
            /**
             * Readings Per S
             * @description Done by it, over the last 10 s.
             */
            readings_per_s: number | null;
            /**
             * Share
             * @description Of the messages dealt to those listed, 0 to 1; null before the first.
             */
            share: number | null;
            /**
             * Since
             * Format: date-time
             * @description When it came into this state.
             */
            since: string;
            /**
             * State
             * @enum {string}
             */
            state: "active" | "silent" | "leaving";
            /**
             * Stuck Since
             * @description Since when a delivery has not moved; null unless that is too long.
             */
            stuck_since: string | null;
            /**
             * Unacknowledged Batches
             * @description Taken and not yet done, by its own word.
             */
            unacknowledged_batches: number;
            /**
             * Waiting Batches
             * @description In its queue, not yet taken.
             */
            waiting_batches: number;
        };
        /**
         * ReplicaHistory
         * @description A replica over time, in step with ``at``; null where it was not there.
         */
        ReplicaHistory: {
            /** Backlog Batches */
            backlog_batches: (number | null)[];
            /**
             * Dealt Messages Per S
             * @description Since the sample before; null for the first.
             */
            dealt_messages_per_s: (number | null)[];
            /** Name */
            name: string;
            /** Readings Per S */
            readings_per_s: (number | null)[];
            /** State */
            state: (("active" | "silent" | "leaving") | null)[];
        };
        /**
         * Replicas
         * @description All replicas the active balancer has heard of, and how it deals.
         */
        Replicas: {
            /**
             * Active
             * @description The balancer that deals; null if none does now.
             */
            active: string | null;
            /**
             * Answered By
             * @description The balancer that answers, which may stand by.
             */
            answered_by: string;
            /**
             * As Of
             * @description When the active balancer said so; null if none was heard yet.
             */
            as_of: string | null;
            /** Dealt Messages Per S */
            dealt_messages_per_s: number | null;
            /** Items */
            items: components["schemas"]["Replica"][];
            /**
             * Lag Messages
             * @description In the stream and not dealt, to within its newest chunk.
             */
            lag_messages: number | null;
            /**
             * Newest Offset
             * @description The newest offset seen in the stream; null if not known.
             */
            newest_offset: number | null;
            /**
             * Position
             * @description Offset in the stream below which all is dealt.
             */
            position: number;
            /** Readings Per S */
            readings_per_s: number | null;
            strategy: components["schemas"]["Strategy"];
        };
        /**
         * ServiceHealth
         * @description A process of the platform, and whether it can do its work.
         */
        ServiceHealth: {
            /**
             * Failing
             * @description What it needs and can't reach.
             */
            failing: string[];
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "healthy" | "unhealthy" | "unreachable";
        };
        /**
         * ServiceHealths
         * @description All processes the balancer was told of, and the broker.
         *
         *     Replicas are told by their heartbeats instead.
         */
        ServiceHealths: {
            broker: components["schemas"]["BrokerHealth"];
            /** Items */
            items: components["schemas"]["ServiceHealth"][];
        };
        /**
         * Strategy
         * @description The strategy that chooses the replica for the next batch.
         * @enum {string}
         */
        Strategy: "round_robin" | "consistent_hash" | "least_backlog";
        /**
         * StrategyChange
         * @description How readings are to be dealt.
         */
        StrategyChange: {
            strategy: components["schemas"]["Strategy"];
        };
        /**
         * StrategyChoice
         * @description How readings are dealt, and who said so: nobody where the setting does.
         */
        StrategyChoice: {
            /** Chosen At */
            chosen_at: string | null;
            /** Chosen By */
            chosen_by: string | null;
            strategy: components["schemas"]["Strategy"];
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    put_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "application/json": components["schemas"]["QuotaBody"];
                };
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
