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
    "/api/monitoring/consumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consumption over a range
         * @description Sums per hour, day, week, month or year, with coverage and state; compared if asked for.
         *
         *     Without ``device_id``: all devices of a client, or of the platform for an administrator.
         */
        get: operations["get_range_consumption"];
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
    "/api/monitoring/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each device said last
         * @description Newest reading, today and this hour of each device, and whether it fell silent.
         *
         *     A client's present devices, an administrator's all; by name.
         */
        get: operations["get_latest"];
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
         * Bucket
         * @description An hour, day, week, month or year.
         */
        Bucket: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; None: not known.
             */
            coverage: number | null;
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
             * Over Limit Hours
             * @description Hours over their limit, added up over the devices.
             */
            over_limit_hours: number;
            /** Readings */
            readings: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "measured" | "partial" | "estimated" | "corrected" | "late" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
        };
        /**
         * Comparison
         * @description The same buckets of another period.
         */
        Comparison: {
            /**
             * Buckets
             * @description One for each bucket; None where the other period has none.
             */
            buckets: (components["schemas"]["OtherBucket"] | null)[];
            /**
             * From
             * Format: date
             */
            from: string;
            /** @description None where no pair can be compared. */
            like_for_like: components["schemas"]["LikeForLike"] | null;
            /**
             * To
             * Format: date
             */
            to: string;
            total: components["schemas"]["Total"];
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
         * ConsumptionDevice
         * @description A device in the answer.
         */
        ConsumptionDevice: {
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /**
             * Limits
             * @description Those that held within the range, oldest first.
             */
            limits: components["schemas"]["Limit"][];
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * DeviceSeries
         * @description One device's buckets, in the order of the answer's own.
         */
        DeviceSeries: {
            /** Buckets */
            buckets: components["schemas"]["Bucket"][];
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            total: components["schemas"]["Total"];
        };
        /**
         * DeviceState
         * @description Whether a device reports.
         * @enum {string}
         */
        DeviceState: "live" | "silent" | "unsure" | "irregular" | "never";
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
        HourState: "measured" | "partial" | "estimated" | "corrected" | "late" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
        /**
         * LatestOfDevice
         * @description What is known of a device at this moment.
         */
        LatestOfDevice: {
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /**
             * Expected By
             * @description When it counts as silent.
             */
            expected_by: string | null;
            hour: components["schemas"]["ThisHour"];
            reading: components["schemas"]["LatestReading"] | null;
            /**
             * Silent Since
             * @description End of the last interval, where the device is silent.
             */
            silent_since: string | null;
            /** @description `unsure`: late, but its readings may be in our own queue. `irregular`: how often it reports is not known. */
            state: components["schemas"]["DeviceState"];
            /** Time Zone */
            time_zone: string;
            today: components["schemas"]["Today"];
        };
        /**
         * LatestPage
         * @description A page of devices by name, and how many there are in all.
         */
        LatestPage: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Items */
            items: components["schemas"]["LatestOfDevice"][];
            pipeline: components["schemas"]["PipelineHealth"];
            /** Total */
            total: number;
        };
        /**
         * LatestReading
         * @description The newest interval a device told of.
         */
        LatestReading: {
            /**
             * Ends At
             * Format: date-time
             * @description Its end; its start where the length is not known.
             */
            ends_at: string;
            /** Energy Kwh */
            energy_kwh: number;
            /** Interval S */
            interval_s: number | null;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval.
             */
            measured_at: string;
            /**
             * Power Kw
             * @description Mean power of that interval.
             */
            power_kw: number | null;
        };
        /**
         * LikeForLike
         * @description What can be compared honestly: the pairs of buckets that are covered in full in both.
         */
        LikeForLike: {
            /**
             * Buckets
             * @description How many pairs that are.
             */
            buckets: number;
            /**
             * Change
             * @description Difference as a share of the other; None: that is 0.
             */
            change: number | null;
            /**
             * Difference Kwh
             * @description This minus the other.
             */
            difference_kwh: number;
            /** Energy Kwh */
            energy_kwh: number;
            /**
             * Of
             * @description How many buckets this period has.
             */
            of: number;
            /** Other Kwh */
            other_kwh: number;
        };
        /**
         * Limit
         * @description The limit that holds for the hours from ``valid_from`` on, until the next.
         */
        Limit: {
            /**
             * Limit Kwh
             * @description kWh per hour; None: no limit.
             */
            limit_kwh: number | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
        };
        /**
         * OtherBucket
         * @description The bucket of the other period that stands beside one of this.
         */
        OtherBucket: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; None: not known.
             */
            coverage: number | null;
            /**
             * Difference Kwh
             * @description This minus the other; None unless both are covered in full.
             */
            difference_kwh: number | null;
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
             * Over Limit Hours
             * @description Hours over their limit, added up over the devices.
             */
            over_limit_hours: number;
            /** Readings */
            readings: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "measured" | "partial" | "estimated" | "corrected" | "late" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
        };
        /**
         * Peak
         * @description The bucket with most energy.
         */
        Peak: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Energy Kwh */
            energy_kwh: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * PipelineHealth
         * @description Whether what was dealt to the replicas is stored.
         */
        PipelineHealth: {
            /**
             * Behind S
             * @description Age of the oldest batch that is not stored yet.
             */
            behind_s: number;
            /**
             * Last Batch At
             * @description When the newest batch was dealt.
             */
            last_batch_at: string | null;
            state: components["schemas"]["PipelineState"];
        };
        /**
         * PipelineState
         * @description Whether the way from the balancer into the database keeps up.
         * @enum {string}
         */
        PipelineState: "current" | "behind" | "idle";
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
         * RangeConsumption
         * @description Consumption of one or several devices over a range of days.
         */
        RangeConsumption: {
            /** Buckets */
            buckets: components["schemas"]["Bucket"][];
            /** @description Where asked for. */
            comparison: components["schemas"]["Comparison"] | null;
            /** Device Count */
            device_count: number;
            /**
             * Devices
             * @description None where they are too many.
             */
            devices: components["schemas"]["ConsumptionDevice"][] | null;
            /**
             * From
             * Format: date
             */
            from: string;
            /** @description None where nothing is known. */
            peak: components["schemas"]["Peak"] | null;
            /**
             * Resolution
             * @enum {string}
             */
            resolution: "hour" | "day" | "week" | "month" | "year";
            /**
             * Series
             * @description One per device, where asked for.
             */
            series: components["schemas"]["DeviceSeries"][] | null;
            /**
             * Time Zone
             * @description Whose days and hours these are: the device's, or asked for.
             */
            time_zone: string;
            /**
             * To
             * Format: date
             * @description The day after the last.
             */
            to: string;
            total: components["schemas"]["Total"];
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
        /**
         * ThisHour
         * @description The device's present clock hour, so far.
         */
        ThisHour: {
            /** Energy Kwh */
            energy_kwh: number | null;
            /** Limit Kwh */
            limit_kwh: number | null;
            /** Over Limit */
            over_limit: boolean;
            /**
             * Share Of Limit
             * @description 1 is the limit; above it is over.
             */
            share_of_limit: number | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * Today
         * @description The device's present day, so far.
         */
        Today: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Energy Kwh
             * @description None where nothing is known yet: never 0.
             */
            energy_kwh: number | null;
        };
        /**
         * Total
         * @description All of the range.
         */
        Total: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; None: not known.
             */
            coverage: number | null;
            /**
             * Energy Kwh
             * @description None where nothing is known: never 0.
             */
            energy_kwh: number | null;
            /** Over Limit Hours */
            over_limit_hours: number;
            /** Readings */
            readings: number;
            /**
             * State
             * @enum {string}
             */
            state: "measured" | "partial" | "estimated" | "corrected" | "late" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
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
    get_range_consumption: {
        parameters: {
            query: {
                /** @description The first day. */
                from: string;
                /** @description The day after the last; one day if left out. */
                to?: string | null;
                /** @description Which devices; left out: all. */
                device_id?: string[] | null;
                /** @description `auto`: the finest with at most about 750 buckets. */
                resolution?: "auto" | "hour" | "day" | "week" | "month" | "year";
                /** @description Whose days are meant where there are several devices. */
                time_zone?: string | null;
                /** @description `device`: each device by itself as well. */
                split?: "device" | null;
                /** @description `previous`, `year`, or the date the other period begins on. */
                compare?: string | null;
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
                    "application/json": components["schemas"]["RangeConsumption"];
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
    get_latest: {
        parameters: {
            query?: {
                device_id?: string | null;
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
                    "application/json": components["schemas"]["LatestPage"];
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
