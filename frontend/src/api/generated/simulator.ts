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
         * The simulation as it stands
         * @description Where the platform has no demo there is no such path (404).
         */
        get: operations["get_simulation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Stop, start or shape the simulation
         * @description It is kept over a restart. Meters that were silent report later what they measured.
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
         * @description It counts from now on, in the zone of its device, with a credential issued for it.
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
         * @description What it has reported stays, and so do the device and its credential.
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
         * @description The meter counts this on top of its own, from its next reading on.
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
         * @description One field of the request that does not fit, and why.
         */
        FieldError: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /**
         * Force
         * @description Energy a meter is to count on top of its own.
         * @example {
         *       "energy_kwh": 3
         *     }
         */
        Force: {
            /** Energy Kwh */
            energy_kwh: number;
            /**
             * Over S
             * @description Spread evenly over so many seconds, all in one clock hour.
             * @default 20
             */
            over_s?: number;
        };
        /**
         * MeterAddition
         * @description A meter to be, for a device that is registered and has none.
         */
        MeterAddition: {
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /**
             * Profile
             * @description What kind of consumer the device is.
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
             */
            device_id: string;
            /**
             * Forced Until
             * @description Until when it counts energy that was forced on it.
             */
            forced_until: string | null;
            /**
             * Plays
             * @description Whether it reports while the simulation runs.
             */
            plays: boolean;
            /** Profile */
            profile: string;
            /**
             * Reported Until
             * @description What it measured until then is in.
             */
            reported_until: string | null;
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
         * SimulationChange
         * @description What is to be otherwise; what is left out stays as it is.
         */
        SimulationChange: {
            /** Interval S */
            interval_s?: (1 | 2 | 5 | 10 | 30 | 60 | 300) | null;
            /** Is Running */
            is_running?: boolean | null;
            /**
             * Meters
             * @description Devices whose meters report; the others fall silent.
             */
            meters?: string[] | null;
        };
        /**
         * SimulationView
         * @description The simulation as it stands.
         */
        SimulationView: {
            /**
             * Confirmed Readings
             * @description Stored for good, since this process began.
             */
            confirmed_readings: number;
            /**
             * Interval S
             * @description How often each meter reports.
             */
            interval_s: number;
            /** Is Running */
            is_running: boolean;
            /** Meters */
            meters: components["schemas"]["MeterView"][];
            /** Refused Readings */
            refused_readings: number;
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    remove_meter: {
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
    force_overconsumption: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
