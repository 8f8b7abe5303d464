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
         * One's own quiet hours
         * @description When one does not want to be disturbed.
         */
        get: operations["get_quiet_hours"];
        /**
         * Do not be disturbed at night
         * @description What is told in them comes marked as silent, and is listed as ever.
         */
        put: operations["keep_quiet_hours"];
        post?: never;
        /**
         * Turn off quiet hours
         * @description No quiet hours from now on.
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
         * QuietHoursAnswer
         * @description One's own quiet hours; None where there are none.
         */
        QuietHoursAnswer: {
            quiet_hours: components["schemas"]["QuietHoursChoice"] | null;
        };
        /**
         * QuietHoursChoice
         * @description Every day from ``starts`` to ``ends``, over midnight where that is earlier.
         * @example {
         *       "ends": "07:00",
         *       "starts": "22:00",
         *       "time_zone": "Europe/Bucharest"
         *     }
         */
        QuietHoursChoice: {
            /**
             * Ends
             * Format: time
             */
            ends: string;
            /**
             * Starts
             * Format: time
             */
            starts: string;
            /** Time Zone */
            time_zone: string;
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
