// Generated from schemas/openapi/devices.json by scripts/api.mjs.

export interface paths {
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Devices
         * @description A page of devices: all for an administrator, their own for a client.
         */
        get: operations["list_devices"];
        put?: never;
        /**
         * Create Device
         * @description Add a device, for somebody or for nobody yet.
         */
        post: operations["create_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Device
         * @description A device: any for an administrator, their own for a client.
         */
        get: operations["read_device"];
        put?: never;
        post?: never;
        /**
         * Delete Device
         * @description Delete a device for good. Its history stays, its further readings are rejected.
         */
        delete: operations["delete_device"];
        options?: never;
        head?: never;
        /**
         * Edit Device
         * @description Change a device. A new limit holds from the hour of the change on.
         */
        patch: operations["edit_device"];
        trace?: never;
    };
    "/api/devices/{device_id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign Device
         * @description Give a device to somebody. Giving it to its owner again changes nothing.
         */
        put: operations["assign_device"];
        post?: never;
        /**
         * Free Device
         * @description Take a device from its owner.
         */
        delete: operations["free_device"];
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
         * DeviceCreation
         * @description A device to be.
         * @example {
         *       "max_consumption": 2.5,
         *       "name": "Heat pump",
         *       "reporting_interval_s": 1800,
         *       "time_zone": "Europe/London"
         *     }
         */
        DeviceCreation: {
            /** Description */
            description?: string | null;
            /**
             * Id
             * @description Chosen here unless given.
             */
            id?: string | null;
            /** Max Consumption */
            max_consumption?: number | null;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id?: string | null;
            /** Reporting Interval S */
            reporting_interval_s?: number | null;
            /**
             * Time Zone
             * @description Time zone of the device's clock hours.
             * @default UTC
             */
            time_zone?: string;
        };
        /**
         * DeviceEdit
         * @description What to change about a device; what is left out stays as it is.
         * @example {
         *       "max_consumption": 3
         *     }
         */
        DeviceEdit: {
            /** Description */
            description?: string | null;
            /** Max Consumption */
            max_consumption?: number | null;
            /** Name */
            name?: string;
            /** Reporting Interval S */
            reporting_interval_s?: number | null;
            /**
             * Time Zone
             * @description Time zone of the device's clock hours.
             */
            time_zone?: string;
        };
        /**
         * DevicePageView
         * @description A page of devices.
         */
        DevicePageView: {
            /** Items */
            items: components["schemas"]["DeviceView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * DeviceView
         * @description A metering device.
         */
        DeviceView: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string | null;
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
            /**
             * Owned Since
             * @description Null with an owner: theirs from the first reading on.
             */
            owned_since: string | null;
            /** Owner Id */
            owner_id: string | null;
            /** Reporting Interval S */
            reporting_interval_s: number | null;
            /** Time Zone */
            time_zone: string;
            /**
             * Version
             * @description Grows by one with every change.
             */
            version: number;
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
         * OwnerAssignment
         * @description Who is to own a device, and from when.
         */
        OwnerAssignment: {
            /**
             * Since
             * @description From when its consumption is theirs. Without it: from the first reading for a device that never had an owner, else from now.
             */
            since?: string | null;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
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
    list_devices: {
        parameters: {
            query?: {
                owner_id?: string | null;
                /** @description Only those without an owner, or only those with one. */
                unassigned?: boolean | null;
                /** @description Part of a name or description, or how the id begins. */
                search?: string | null;
                limit?: number;
                offset?: number;
                sort?: "name" | "-name" | "owner" | "-owner" | "max_consumption" | "-max_consumption" | "reporting_interval_s" | "-reporting_interval_s" | "time_zone" | "-time_zone" | "created_at" | "-created_at";
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
                    "application/json": components["schemas"]["DevicePageView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_device: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceCreation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_device: {
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
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_device: {
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
    edit_device: {
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
                "application/json": components["schemas"]["DeviceEdit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    assign_device: {
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
                "application/json": components["schemas"]["OwnerAssignment"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    free_device: {
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
}
