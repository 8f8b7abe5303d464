// Generated from schemas/openapi/monitoring.json by scripts/api.mjs.

export interface paths {
    "/api/monitoring/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hours over their limit
         * @description A client's own, an administrator's all; newest hour first.
         */
        get: operations["get_alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/consumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The hours of a day
         * @description Energy and coverage of each hour; an hour nothing is known of says that it is missing.
         */
        get: operations["get_consumption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The readings as stored
         * @description Oldest first; go on with ``from`` = ``next_from``.
         */
        get: operations["get_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readings that were refused, and why
         * @description Newest first; administrators only.
         */
        get: operations["get_rejections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/set-aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Devices nobody registered whose readings wait
         * @description Their readings are taken in when the device is registered; administrators only.
         */
        get: operations["get_set_aside"];
        put?: never;
        post?: never;
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
         * Alert
         * @description An hour that passed its limit, or was found not to have.
         */
        Alert: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /**
             * Energy Kwh
             * @description The hour's energy when the verdict last turned.
             */
            energy_kwh: number;
            /**
             * First Raised At
             * Format: date-time
             */
            first_raised_at: string;
            /**
             * Hour
             * Format: date-time
             */
            hour: string;
            /** Limit Kwh */
            limit_kwh: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "raised" | "retracted";
            /** Time Zone */
            time_zone: string;
            /** Version */
            version: number;
        };
        /**
         * AlertPage
         * @description A page of alerts and how many there are in all.
         */
        AlertPage: {
            /** Items */
            items: components["schemas"]["Alert"][];
            /** Total */
            total: number;
        };
        /**
         * Consumption
         * @description A day of a device: 23, 24 or 25 hours.
         */
        Consumption: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Energy Kwh */
            energy_kwh: number;
            /** Hours */
            hours: components["schemas"]["Hour"][];
            /** Readings */
            readings: number;
            /** Time Zone */
            time_zone: string;
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
         * Hour
         * @description One clock hour of the device's time zone.
         */
        Hour: {
            /**
             * Coverage
             * @description Share of the hour that readings cover, 0 to 1; None: not known.
             */
            coverage: number | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description None where nothing is known: never 0 for that.
             */
            energy_kwh: number | null;
            /** Limit Kwh */
            limit_kwh: number | null;
            /** Over Limit */
            over_limit: boolean;
            /** Readings */
            readings: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["HourState"];
        };
        /**
         * HourState
         * @description How much is known of an hour. Only ``measured`` is the whole truth.
         * @enum {string}
         */
        HourState: "measured" | "partial" | "estimated" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
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
         * Reading
         * @description A stored reading; ``measured_at`` is the start of its interval.
         */
        Reading: {
            /** Energy Kwh */
            energy_kwh: number;
            /** Interval S */
            interval_s: number | null;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
        };
        /**
         * ReadingPage
         * @description Readings in order; ``next_from`` continues, None: that was all.
         */
        ReadingPage: {
            /** Items */
            items: components["schemas"]["Reading"][];
            /** Next From */
            next_from: string | null;
        };
        /**
         * Rejection
         * @description A refused reading: why, and what it was.
         */
        Rejection: {
            /** Body */
            body: string;
            /** Detail */
            detail: string;
            /** Reason */
            reason: string;
            /**
             * Rejected At
             * Format: date-time
             */
            rejected_at: string;
            /** Sender */
            sender: string | null;
            /** Source */
            source: number;
            /** Source Index */
            source_index: number;
        };
        /**
         * RejectionPage
         * @description A page of refusals and how many there are in all.
         */
        RejectionPage: {
            /** Items */
            items: components["schemas"]["Rejection"][];
            /** Total */
            total: number;
        };
        /**
         * SetAsideDevice
         * @description A device nobody told us of, and what waits for it.
         */
        SetAsideDevice: {
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /**
             * First Measured At
             * Format: date-time
             */
            first_measured_at: string;
            /**
             * Last Measured At
             * Format: date-time
             */
            last_measured_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Readings */
            readings: number;
        };
        /**
         * SetAsidePage
         * @description A page of unknown devices and how many there are in all.
         */
        SetAsidePage: {
            /** Items */
            items: components["schemas"]["SetAsideDevice"][];
            /** Total */
            total: number;
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
    get_alerts: {
        parameters: {
            query?: {
                device_id?: string | null;
                /** @description Only raised, or only retracted. */
                raised?: boolean | null;
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
                    "application/json": components["schemas"]["AlertPage"];
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
    get_consumption: {
        parameters: {
            query: {
                /** @description The day, in the device's time zone. */
                date: string;
            };
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
                    "application/json": components["schemas"]["Consumption"];
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
    get_readings: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["ReadingPage"];
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
    get_rejections: {
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
                    "application/json": components["schemas"]["RejectionPage"];
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
    get_set_aside: {
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
                    "application/json": components["schemas"]["SetAsidePage"];
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
