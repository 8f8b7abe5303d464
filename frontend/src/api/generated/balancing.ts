// Generated from schemas/openapi/balancing.json by scripts/api.mjs.

export interface paths {
    "/api/balancing/replicas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The replicas and their shares
         * @description Who lives, what each was dealt, and what waits for it; administrators only.
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
         *     when it is stored, and listed among the rejections.
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
         * @description A monitoring replica as the balancer sees it.
         */
        Replica: {
            /**
             * Dealt Batches
             * @description Since the balancer started.
             */
            dealt_batches: number;
            /** Dealt Messages */
            dealt_messages: number;
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
             * State
             * @enum {string}
             */
            state: "active" | "silent";
            /**
             * Unacknowledged Batches
             * @description Taken and not yet done.
             */
            unacknowledged_batches: number;
            /**
             * Waiting Batches
             * @description In its queue, not yet taken.
             */
            waiting_batches: number;
        };
        /**
         * Replicas
         * @description All replicas the balancer has heard of, and how it deals.
         */
        Replicas: {
            /** Items */
            items: components["schemas"]["Replica"][];
            /**
             * Position
             * @description Offset in the stream below which all is dealt.
             */
            position: number;
            /**
             * Strategy
             * @constant
             */
            strategy: "round_robin";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
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
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
