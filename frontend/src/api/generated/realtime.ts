// Generated from schemas/openapi/realtime.json by scripts/api.mjs.

export interface paths {
    "/api/realtime/quiet-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one's quiet hours
         * @description Return the hours in which the caller isn't interrupted.
         */
        get: operations["get_quiet_hours"];
        /**
         * Set one's quiet hours
         * @description Mark notifications in these hours as silent; they are listed as usual.
         */
        put: operations["keep_quiet_hours"];
        post?: never;
        /**
         * Turn off quiet hours
         * @description Remove the caller's quiet hours.
         */
        delete: operations["drop_quiet_hours"];
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
         * QuietHoursAnswer
         * @description The caller's quiet hours; None if there are none.
         */
        QuietHoursAnswer: {
            /** @description The quiet hours; null: none. */
            quiet_hours: components["schemas"]["QuietHoursView"] | null;
        };
        /**
         * QuietHoursChoice
         * @description Every day from ``starts`` to ``ends``, over midnight if that is earlier.
         * @example {
         *       "ends": "07:00:00",
         *       "starts": "22:00:00",
         *       "time_zone": "Europe/Bucharest"
         *     }
         */
        QuietHoursChoice: {
            /**
             * Ends
             * Format: time
             * @description When they end every day, by the clock of `time_zone`.
             */
            ends: string;
            /**
             * Starts
             * Format: time
             * @description When they start every day, by the clock of `time_zone`.
             */
            starts: string;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
        };
        /**
         * QuietHoursView
         * @description The daily quiet hours, over midnight if they end earlier than they start.
         */
        QuietHoursView: {
            /**
             * Ends
             * Format: time
             * @description When they end every day, by the clock of `time_zone`.
             */
            ends: string;
            /**
             * Starts
             * Format: time
             * @description When they start every day, by the clock of `time_zone`.
             */
            starts: string;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
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
    get_quiet_hours: {
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
                    "application/json": components["schemas"]["QuietHoursAnswer"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    keep_quiet_hours: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuietHoursChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuietHoursAnswer"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    drop_quiet_hours: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
