// Generated from schemas/openapi/simulator.json by scripts/api.mjs.

export interface paths {
    "/api/simulator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the simulation
         * @description Return the simulation's state. A platform without a demo has no such path (404).
         *
         *     Administrators only.
         */
        get: operations["get_simulation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the simulation
         * @description Start, stop or change it. Administrators only.
         *
         *     The change survives a restart. Meters that were silent report later what they measured.
         */
        patch: operations["change_simulation"];
        trace?: never;
    };
    "/api/simulator/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a simulated meter
         * @description Measure from now on, in the device's time zone, with a credential issued for it.
         *
         *     Administrators only.
         */
        post: operations["add_meter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/devices/{device_id}": {
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
         * Remove a simulated meter
         * @description Its readings, the device and its credential stay. Administrators only.
         */
        delete: operations["remove_meter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/devices/{device_id}/overconsumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Force an overconsumption
         * @description Add energy to what the meter measures, from its next reading on. Administrators only.
         */
        post: operations["force_overconsumption"];
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
         * Force
         * @description Energy that a meter adds to its own.
         * @example {
         *       "energy_kwh": 3
         *     }
         */
        Force: {
            /**
             * Energy Kwh
             * @description Energy to add, in kWh.
             */
            energy_kwh: number;
            /**
             * Over S
             * @description Time over which it is spread evenly, in seconds, within one clock hour.
             * @default 20
             */
            over_s?: number;
        };
        /**
         * MeterAddition
         * @description A new meter, for a registered device that has none.
         * @example {
         *       "device_id": "018f0000-0000-4000-8000-000000000003",
         *       "profile": "heat-pump"
         *     }
         */
        MeterAddition: {
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Profile
             * @description What kind of consumer the device is.
             *
             *     - `household`: A household.
             *     - `heat-pump`: A heat pump.
             *     - `shop`: A shop with opening hours.
             *     - `ev-charger`: A charger of an electric car.
             * @enum {string}
             */
            profile: "household" | "heat-pump" | "shop" | "ev-charger";
        };
        /**
         * MeterView
         * @description A simulated meter.
         */
        MeterView: {
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Forced Until
             * @description Until when it adds forced energy, UTC; null: it doesn't.
             */
            forced_until: string | null;
            /**
             * Plays
             * @description Whether it reports while the simulation runs.
             */
            plays: boolean;
            /**
             * Profile
             * @description The kind of consumer that is simulated.
             */
            profile: string;
            /**
             * Reported Until
             * @description Everything it measured until then is reported, UTC; null: nothing yet.
             */
            reported_until: string | null;
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
         * SimulationChange
         * @description The changes; an omitted field is unchanged.
         * @example {
         *       "interval_s": 10,
         *       "is_running": true
         *     }
         */
        SimulationChange: {
            /**
             * Interval S
             * @description How often each meter reports, in seconds; null: unchanged.
             *
             *     - `1`: Every second.
             *     - `2`: Every 2 s.
             *     - `5`: Every 5 s.
             *     - `10`: Every 10 s.
             *     - `30`: Every 30 s.
             *     - `60`: Every minute.
             *     - `300`: Every 5 minutes.
             */
            interval_s?: (1 | 2 | 5 | 10 | 30 | 60 | 300) | null;
            /**
             * Is Running
             * @description Whether the meters report; null: unchanged.
             */
            is_running?: boolean | null;
            /**
             * Meters
             * @description Devices whose meters report; the others stop. Null: unchanged.
             */
            meters?: string[] | null;
        };
        /**
         * SimulationView
         * @description The state of the simulation.
         */
        SimulationView: {
            /**
             * Confirmed Readings
             * @description Readings stored for good, since this process began.
             */
            confirmed_readings: number;
            /**
             * Interval S
             * @description How often each meter reports, in seconds.
             */
            interval_s: number;
            /**
             * Is Running
             * @description Whether the meters report.
             */
            is_running: boolean;
            /**
             * Meters
             * @description The simulated meters.
             */
            meters: components["schemas"]["MeterView"][];
            /**
             * Rejected Readings
             * @description Readings that were rejected, since this process began.
             */
            rejected_readings: number;
        };
    };
    responses: {
        /**
         * @description - `already_simulated`: The device has a simulated meter already.
         *     - `meter_elsewhere`: The device has a credential that the simulator doesn't know: a meter of its own.
         */
        "already_simulated-or-meter_elsewhere": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "already_simulated" | "meter_elsewhere";
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
        /** @description - `device_not_found`: The device doesn't exist. */
        device_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "device_not_found";
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
        /** @description - `meter_silent`: The simulated meter doesn't report at present. */
        meter_silent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "meter_silent";
                };
            };
        };
        /** @description - `not_simulated`: The device has no simulated meter. */
        not_simulated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "not_simulated";
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
    get_simulation: {
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
                    "application/json": components["schemas"]["SimulationView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    change_simulation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_simulated"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    add_meter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeterAddition"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["already_simulated-or-meter_elsewhere"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    remove_meter: {
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
            404: components["responses"]["not_simulated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    force_overconsumption: {
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
                "application/json": components["schemas"]["Force"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_simulated"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["meter_silent"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
