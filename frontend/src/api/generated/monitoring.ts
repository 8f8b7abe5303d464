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
         * List alerts
         * @description Hours over their limit: a client's own, or all for an administrator.
         *
         *     `search` is in the device's name.
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
    "/api/monitoring/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an alert with its evidence
         * @description Return the hour's readings with their earlier values, and the limit that holds.
         */
        get: operations["get_alert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/alerts/{alert_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert
         * @description By its owner or an administrator. An alert that is raised again is unacknowledged again.
         */
        post: operations["acknowledge_alert"];
        /**
         * Withdraw an acknowledgement
         * @description Mark the alert as unacknowledged again.
         */
        delete: operations["withdraw_acknowledgement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/channels/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the kinds of energy that are measured
         * @description Return each kind and direction of energy, with its unit, of which there are channels.
         *
         *     Of a client's devices, or of all for an administrator. Ask `/consumption` for one of them by
         *     `kind`, `direction` and, where there are several, `unit`. Devices that the caller can't see
         *     are left out.
         */
        get: operations["get_kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/clocks-ahead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices with a clock ahead
         * @description Their readings are stored and count once their time has come. Administrators only.
         */
        get: operations["get_clocks_ahead"];
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
         * Get consumption over a range of days
         * @description Return sums per hour, day, week, month or year, with coverage and state.
         *
         *     Without `device_id`: all devices of a client, or of the platform for an administrator. As
         *     CSV or JSON lines the answer is a stream of buckets, and may be of any length.
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
    "/api/monitoring/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List corrections
         * @description Corrections, including undone ones. `search` is in the device's name and the reason.
         *
         *     Administrators only.
         */
        get: operations["get_corrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/corrections/{correction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a correction
         * @description Return a correction with the values before and after. Administrators only.
         */
        get: operations["get_correction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/corrections/{correction_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a correction
         * @description Restore what would hold without it, including what the meter has reported since.
         *
         *     Newer corrections of the same readings have to be undone first (409). Administrators only.
         */
        post: operations["undo_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/corrections/{correction_id}/undo/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview undoing a correction
         * @description Return what undoing would change, and change nothing. Administrators only.
         */
        post: operations["preview_undo"];
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
         * Get the hours of a day
         * @description Return energy and coverage of each hour. An hour without readings is `missing`, never 0.
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
    "/api/monitoring/devices/{device_id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct readings
         * @description Correct history. It outranks what the meter reports for the same intervals, now or later.
         *
         *     Administrators only.
         */
        post: operations["make_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/corrections/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a correction
         * @description Return hours before and after, and alerts that would be raised or retracted.
         *
         *     Change nothing. Administrators only.
         */
        post: operations["preview_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/early-warning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Turn on early warnings
         * @description Warn once per hour, at a share of the limit. By the device's owner.
         */
        put: operations["choose_early_warning"];
        post?: never;
        /**
         * Turn off early warnings
         * @description Send no more early warnings; alerts stay as they are. By the device's owner.
         */
        delete: operations["drop_early_warning"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a file
         * @description Return once the file is read and kept. Its readings are then stored, also over a restart.
         *
         *     Administrators, and who manages the device.
         */
        post: operations["start_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview an import
         * @description Return how the file is understood, what is new and what contradicts. Change nothing.
         *
         *     Administrators, and who manages the device.
         */
        post: operations["preview_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Start maintenance
         * @description Store and list alerts without notifying anybody, from now on.
         *
         *     By the owner or an administrator.
         */
        put: operations["begin_maintenance"];
        post?: never;
        /**
         * End maintenance
         * @description Send notifications again from now on.
         */
        delete: operations["end_maintenance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/notification-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get notification settings
         * @description Return the owner's choice of early warnings, and whether the device is in maintenance.
         */
        get: operations["get_notification_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a device's owners over time
         * @description Deleted devices included. Administrators only.
         */
        get: operations["get_owners"];
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
         * List readings
         * @description Stored readings, oldest first; continue with `from` = `next_from`.
         *
         *     As CSV or JSON lines the answer is a stream of all of them, whatever `limit` says.
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
    "/api/monitoring/early-warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List early warnings
         * @description Hours near their limit: a client's own, or all for an administrator.
         *
         *     `search` is in the device's name.
         */
        get: operations["get_early_warnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description Imports, including undone ones. `search` is in the names of the device and the file.
         *
         *     All for an administrator; their own for who manages a device.
         */
        get: operations["get_imports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an import
         * @description Return the progress of an import, and the report on its file.
         *
         *     Administrators, and who made it and manages the device.
         */
        get: operations["get_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo an import
         * @description Remove what it stored and restore what it replaced; stop it if it is running.
         *
         *     Newer corrections of the same readings have to be undone first (409). Administrators, and who
         *     made it and manages the device.
         */
        post: operations["undo_import"];
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
         * Latest reading per device
         * @description Return the newest reading of each device, its energy so far, and whether it is silent.
         *
         *     A client's present devices, or all for an administrator. `search` is in the device's name.
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
    "/api/monitoring/peaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get peak hours
         * @description Return the hours with most energy, and the mean of each hour of weekdays and weekends.
         */
        get: operations["get_peaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/pending-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List missing channels with pending readings
         * @description Readings of registered devices that name a channel which the device doesn't have.
         *
         *     They are stored once the channel is added. Administrators only.
         */
        get: operations["get_pending_channels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/pending-devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List unregistered devices with pending readings
         * @description Their readings are stored once the device is registered. Administrators only.
         */
        get: operations["get_pending_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/pending-devices/{device_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard the pending readings of a device
         * @description For a device that will not be registered: its readings are listed as rejected and discarded.
         *
         *     Administrators only.
         */
        post: operations["discard_pending_readings"];
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
         * List rejections
         * @description Rejected readings with their reasons. `search` is in the sender, the body and the reason.
         *
         *     Of each sender and hour some rejections are kept (100 by default); `counted` says how many
         *     more there were. A search, and an order other than by time, covers the newest 50,000.
         *     Administrators only.
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
    "/api/monitoring/rejections/counted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rejections that were counted and not kept
         * @description By sender, hour and reason, newest hour first. Administrators only.
         */
        get: operations["get_counted_rejections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/rejections/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count rejections by reason
         * @description The reason with most unsettled ones first. Administrators only.
         */
        get: operations["get_rejection_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/rejections/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard rejections
         * @description Settle them without storing anything. They stay listed as discarded. Administrators only.
         */
        post: operations["discard_rejections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/rejections/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay rejections
         * @description Store them again, once the cause is fixed. One that is rejected again gets its new reason.
         *
         *     Administrators only.
         */
        post: operations["replay_rejections"];
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
         * Acknowledgement
         * @description The acknowledgement of an alert.
         */
        Acknowledgement: {
            /**
             * At
             * Format: date-time
             * @description When it was acknowledged, UTC.
             */
            at: string;
            /**
             * By Name
             * @description The user's name; empty where the account was deleted.
             */
            by_name: string;
            /**
             * By User Id
             * Format: uuid
             * @description The user who did it.
             */
            by_user_id: string;
        };
        /**
         * Alert
         * @description An hour over its limit, or later found to be within it.
         */
        Alert: {
            /** @description Who acknowledged it; null: nobody, or it was raised again since. */
            acknowledged: components["schemas"]["Acknowledgement"] | null;
            /**
             * Alert Id
             * Format: uuid
             * @description The alert's identifier.
             */
            alert_id: string;
            /**
             * Changed At
             * Format: date-time
             * @description When it last changed, UTC.
             */
            changed_at: string;
            /**
             * Channel
             * @description Code of the channel that was over its limit.
             */
            channel: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Energy Kwh
             * @description The hour's energy when the state last changed, in kWh.
             */
            energy_kwh: number;
            /**
             * First Raised At
             * Format: date-time
             * @description When it was raised for the first time, UTC.
             */
            first_raised_at: string;
            /**
             * Hour
             * Format: date-time
             * @description Start of the device's clock hour, UTC.
             */
            hour: string;
            /**
             * Limit Kwh
             * @description The limit that this was compared with, in kWh; null: none.
             */
            limit_kwh: number | null;
            /**
             * State
             * @description Its state.
             *
             *     - `raised`: The hour is over its limit, or near it.
             *     - `retracted`: Later readings showed that it isn't.
             * @enum {string}
             */
            state: "raised" | "retracted";
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /**
             * Version
             * @description Grows with every change: a newer state has a higher one.
             */
            version: number;
        };
        /**
         * AlertEvidence
         * @description An alert with its evidence.
         */
        AlertEvidence: {
            /** @description The alert. */
            alert: components["schemas"]["Alert"];
            /** @description The hour as it is known now. */
            hour: components["schemas"]["HourNow"];
            /** @description The limit that holds for the hour. */
            limit: components["schemas"]["LimitThen"];
            /**
             * Readings
             * @description All whose interval lies in the hour, or partly in it.
             */
            readings: components["schemas"]["EvidenceReading"][];
        };
        /**
         * AlertPage
         * @description A page of alerts, and their total number.
         */
        AlertPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Alert"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
            /**
             * Unacknowledged
             * @description Raised and not acknowledged, of all the caller may see, whatever the filter.
             */
            unacknowledged: number;
        };
        /**
         * Bucket
         * @description An hour, day, week, month or year.
         */
        Bucket: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; null: not known.
             */
            coverage: number | null;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
            /**
             * Over Limit Hours
             * @description Hours over their limit, added up over the devices.
             */
            over_limit_hours: number;
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /** @description Its state. */
            state: components["schemas"]["HourState"];
            /**
             * Value
             * @description Quantity in the answer's unit, where that isn't kWh; null: unknown.
             */
            value?: number | null;
        };
        /**
         * ClockAhead
         * @description A device whose clock is ahead.
         */
        ClockAhead: {
            /**
             * Clock Ahead S
             * @description By how much, in seconds, judged by its newest message.
             */
            clock_ahead_s: number;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Heard At
             * Format: date-time
             * @description When that message came, UTC.
             */
            heard_at: string;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /**
             * Waiting Readings
             * @description Readings whose time hasn't come.
             */
            waiting_readings: number;
        };
        /**
         * ClocksAheadPage
         * @description A page of devices whose clock is ahead, the latest reading first, and their total number.
         */
        ClocksAheadPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ClockAhead"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * Comparison
         * @description The same buckets of another period.
         */
        Comparison: {
            /**
             * Buckets
             * @description One for each bucket; null where the other period has none.
             */
            buckets: (components["schemas"]["OtherBucket"] | null)[];
            /**
             * From
             * Format: date
             * @description First day of the other period.
             */
            from: string;
            /** @description Null where no pair can be compared. */
            like_for_like: components["schemas"]["LikeForLike"] | null;
            /**
             * To
             * Format: date
             * @description The day after the last of the other period.
             */
            to: string;
            /** @description Sums over all of the other period. */
            total: components["schemas"]["Total"];
        };
        /**
         * Consumption
         * @description A day of a device: 23, 24 or 25 hours.
         */
        Consumption: {
            /**
             * Channel
             * @description Code of the channel; null: the sum of several.
             */
            channel: string | null;
            /**
             * Date
             * Format: date
             * @description A day of the calendar, in the device's time zone.
             */
            date: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Energy Kwh
             * @description The energy of the day, in kWh; null where the unit isn't kWh.
             */
            energy_kwh: number | null;
            /**
             * Hours
             * @description The clock hours, in order.
             */
            hours: components["schemas"]["Hour"][];
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /**
             * Unit
             * @description Unit of the quantities.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             * @enum {string}
             */
            unit: "kWh" | "m3" | "L" | "GJ";
            /**
             * Value
             * @description The quantity of the day, in the channel's unit.
             */
            value: number;
        };
        /**
         * ConsumptionDevice
         * @description A device in the response.
         */
        ConsumptionDevice: {
            /**
             * Channel
             * @description Code of the channel; null: the sum of several.
             */
            channel: string | null;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Limits
             * @description Those that held within the range, oldest first.
             */
            limits: components["schemas"]["Limit"][];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
        };
        /**
         * Correction
         * @description A recorded correction.
         */
        Correction: {
            /**
             * Action
             * @description How the values were corrected.
             *
             *     - `set`: One value was set.
             *     - `scale`: The values of a range were multiplied.
             *     - `remove`: The values of a range were removed.
             *     - `swap`: The meter was replaced.
             *     - `import`: A file was imported.
             * @enum {string}
             */
            action: "set" | "scale" | "remove" | "swap" | "import";
            /**
             * Alerts Raised
             * @description How many alerts it raises.
             */
            alerts_raised: number;
            /**
             * Alerts Retracted
             * @description How many alerts it retracts.
             */
            alerts_retracted: number;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Difference Kwh
             * @description By how much the device's total changed, in kWh.
             */
            difference_kwh: number;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Factor
             * @description What the values are multiplied by; null where it isn't a scaling.
             */
            factor: number | null;
            /**
             * Id
             * @description Its identifier.
             */
            id: number;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /**
             * Made At
             * Format: date-time
             * @description When it was made, UTC.
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             * @description The user who made it.
             */
            made_by: string;
            /**
             * Made By Name
             * @description The administrator's name; null: the account was deleted.
             */
            made_by_name: string | null;
            /**
             * Next Value Kwh
             * @description With `swap`: first value of the new meter's register, in kWh; null else.
             */
            next_value_kwh: number | null;
            /**
             * Readings
             * @description Readings or registers it changed.
             */
            readings: number;
            /**
             * Reason
             * @description Why, as a stable name or as a sentence.
             */
            reason: string;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /**
             * Target
             * @description What was corrected: readings, or values of registers.
             *
             *     - `readings`: Energy of intervals.
             *     - `registers`: Values of the meter's register.
             * @enum {string}
             */
            target: "readings" | "registers";
            /**
             * Undone At
             * @description When it was undone, UTC; null: it isn't undone.
             */
            undone_at: string | null;
            /**
             * Undone By
             * @description The administrator who undid it; null: it isn't undone.
             */
            undone_by: string | null;
            /**
             * Undone By Name
             * @description The administrator's name; null: nobody, or the account was deleted.
             */
            undone_by_name: string | null;
            /**
             * Value Kwh
             * @description The value that was set, in kWh; null where none was.
             */
            value_kwh: number | null;
        };
        /**
         * CorrectionDetails
         * @description A correction with the first thousand values that it changed.
         */
        CorrectionDetails: {
            /**
             * Action
             * @description How the values were corrected.
             *
             *     - `set`: One value was set.
             *     - `scale`: The values of a range were multiplied.
             *     - `remove`: The values of a range were removed.
             *     - `swap`: The meter was replaced.
             *     - `import`: A file was imported.
             * @enum {string}
             */
            action: "set" | "scale" | "remove" | "swap" | "import";
            /**
             * Alerts Raised
             * @description How many alerts it raises.
             */
            alerts_raised: number;
            /**
             * Alerts Retracted
             * @description How many alerts it retracts.
             */
            alerts_retracted: number;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Difference Kwh
             * @description By how much the device's total changed, in kWh.
             */
            difference_kwh: number;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Factor
             * @description What the values are multiplied by; null where it isn't a scaling.
             */
            factor: number | null;
            /**
             * Id
             * @description Its identifier.
             */
            id: number;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /**
             * Items
             * @description The first thousand values that it changed.
             */
            items: components["schemas"]["CorrectionItem"][];
            /**
             * Made At
             * Format: date-time
             * @description When it was made, UTC.
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             * @description The user who made it.
             */
            made_by: string;
            /**
             * Made By Name
             * @description The administrator's name; null: the account was deleted.
             */
            made_by_name: string | null;
            /**
             * Next Value Kwh
             * @description With `swap`: first value of the new meter's register, in kWh; null else.
             */
            next_value_kwh: number | null;
            /**
             * Readings
             * @description Readings or registers it changed.
             */
            readings: number;
            /**
             * Reason
             * @description Why, as a stable name or as a sentence.
             */
            reason: string;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /**
             * Target
             * @description What was corrected: readings, or values of registers.
             *
             *     - `readings`: Energy of intervals.
             *     - `registers`: Values of the meter's register.
             * @enum {string}
             */
            target: "readings" | "registers";
            /**
             * Undone At
             * @description When it was undone, UTC; null: it isn't undone.
             */
            undone_at: string | null;
            /**
             * Undone By
             * @description The administrator who undid it; null: it isn't undone.
             */
            undone_by: string | null;
            /**
             * Undone By Name
             * @description The administrator's name; null: nobody, or the account was deleted.
             */
            undone_by_name: string | null;
            /**
             * Value Kwh
             * @description The value that was set, in kWh; null where none was.
             */
            value_kwh: number | null;
        };
        /**
         * CorrectionItem
         * @description The effect on one reading or register; None: none, or removed.
         */
        CorrectionItem: {
            /**
             * After Kwh
             * @description The energy or register value afterwards, in kWh; null: none.
             */
            after_kwh: number | null;
            /**
             * Before Kwh
             * @description The energy or register value before, in kWh; null: none.
             */
            before_kwh: number | null;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval, UTC.
             */
            measured_at: string;
        };
        /**
         * CorrectionPage
         * @description A page of corrections, newest first, and their total number.
         */
        CorrectionPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Correction"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * CountedPage
         * @description A page of such hours, the newest first, and their total number.
         */
        CountedPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["CountedRejections"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * CountedRejections
         * @description The number of readings of a sender rejected for a reason in an hour, and not kept.
         */
        CountedRejections: {
            /**
             * Count
             * @description How many readings.
             */
            count: number;
            /**
             * Hour
             * Format: date-time
             * @description Start of the hour, UTC.
             */
            hour: string;
            /**
             * Reason
             * @description Why, as a stable name or as a sentence.
             */
            reason: string;
            /**
             * Sender
             * @description The device that sent it; null: unknown.
             */
            sender: string | null;
        };
        /**
         * DeviceSeries
         * @description One device's buckets, in the order of the response's own.
         */
        DeviceSeries: {
            /**
             * Buckets
             * @description The device's buckets, in the order of the answer's own.
             */
            buckets: components["schemas"]["Bucket"][];
            /**
             * Channel
             * @description Code of the channel; null: the sum of several.
             */
            channel: string | null;
            /**
             * Counted
             * @description False: it is shown, but not added, or not for all of the time. It is calculated from others of the total, or a submeter of one of them.
             */
            counted: boolean;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /** @description Of a submeter: the series of the meter above it. */
            part_of: components["schemas"]["WholeSeries"] | null;
            /** @description Of a meter with submeters: what is not metered separately. */
            rest: components["schemas"]["Rest"] | null;
            /** @description Sums over all of the range, of this device. */
            total: components["schemas"]["Total"];
        };
        /**
         * DeviceState
         * @description The reporting state of a device.
         *
         *     - `live`: It reports in time.
         *     - `silent`: It missed three reports.
         *     - `unsure`: It is late, but its readings may wait in the platform's own queues.
         *     - `irregular`: How often it reports is unknown, so it can't be late.
         *     - `never`: It has never reported.
         *     - `calculated`: It has no meter: its hours are calculated from other channels.
         * @enum {string}
         */
        DeviceState: "live" | "silent" | "unsure" | "irregular" | "never" | "calculated";
        /**
         * Discarded
         * @description The number of discarded readings.
         */
        Discarded: {
            /**
             * Discarded
             * @description How many were discarded.
             */
            discarded: number;
            /**
             * Remaining
             * @description How many the filter matches beyond those, if any; counted up to 20,000.
             */
            remaining?: number | null;
        };
        /**
         * EarlyWarning
         * @description An hour near its limit, or later found not to be.
         */
        EarlyWarning: {
            /**
             * Changed At
             * Format: date-time
             * @description When it last changed, UTC.
             */
            changed_at: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Energy Kwh
             * @description The hour's energy when the state last changed, in kWh.
             */
            energy_kwh: number;
            /**
             * Hour
             * Format: date-time
             * @description Start of the device's clock hour, UTC.
             */
            hour: string;
            /**
             * Limit Kwh
             * @description The limit for the hour, in kWh; null: none.
             */
            limit_kwh: number | null;
            /**
             * Share
             * @description The share of the limit at which the owner is warned: 0.8 is 80 %.
             */
            share: number;
            /**
             * State
             * @description Whether the warning holds.
             *
             *     - `raised`: The hour came near its limit.
             *     - `retracted`: Later readings showed that it didn't.
             *     - `superseded`: The hour went over its limit: an alert took the warning's place.
             * @enum {string}
             */
            state: "raised" | "retracted" | "superseded";
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
        };
        /**
         * EarlyWarningChoice
         * @description The share of the limit at which the owner wants to be warned.
         * @example {
         *       "share": 0.8
         *     }
         */
        EarlyWarningChoice: {
            /**
             * Share
             * @description Share of the limit: 0.8 is 80 %.
             */
            share: number;
        };
        /**
         * EarlyWarningPage
         * @description A page of warnings, newest hour first, and their total number.
         */
        EarlyWarningPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["EarlyWarning"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * EarlyWarningView
         * @description The share of the limit at which the owner is warned.
         */
        EarlyWarningView: {
            /**
             * Share
             * @description Share of the limit: 0.8 is 80 %.
             */
            share: number;
        };
        /**
         * Effect
         * @description The effect of a correction, or of undoing one. A preview returns it and changes nothing.
         */
        Effect: {
            /**
             * Alerts Raised
             * @description How many alerts it raises.
             */
            alerts_raised: number;
            /**
             * Alerts Retracted
             * @description How many alerts it retracts.
             */
            alerts_retracted: number;
            /**
             * Correction Id
             * @description Null: this is a preview.
             */
            correction_id: number | null;
            /**
             * Difference Kwh
             * @description By how much the device's total changes, in kWh.
             */
            difference_kwh: number;
            /**
             * Hours
             * @description The first two thousand.
             */
            hours: components["schemas"]["HourChange"][];
            /**
             * Hours Changed
             * @description How many hours change.
             */
            hours_changed: number;
            /**
             * Readings
             * @description How many readings or register values change.
             */
            readings: number;
        };
        /**
         * EvidenceReading
         * @description A reading of the hour, with the values it had before.
         */
        EvidenceReading: {
            /**
             * Energy Kwh
             * @description Energy in kWh; null where the unit isn't kWh.
             */
            energy_kwh: number | null;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval, UTC.
             */
            measured_at: string;
            /** @description Its state. */
            state: components["schemas"]["ReadingState"];
            /**
             * Value
             * @description Quantity in the channel's unit.
             */
            value: number;
            /**
             * Versions
             * @description The values it had before, oldest first.
             */
            versions: components["schemas"]["ReadingVersion"][];
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
         * FileReport
         * @description The result of reading a file. A preview returns it and changes nothing.
         *
         *     Where the file fills several channels, counts are of all parts together.
         */
        FileReport: {
            /**
             * Columns
             * @description Names of the file's columns; empty where one has none.
             * @default []
             */
            columns?: string[];
            /**
             * Conflicting
             * @description Stored with another value.
             */
            conflicting: number;
            /**
             * Differing
             * @description Rows that a later one contradicts; the last counts.
             */
            differing: number;
            /**
             * Ends At
             * @description Its end, UTC, exclusive.
             */
            ends_at: string | null;
            /**
             * Estimated
             * @description Readings that the file marks as estimated or substituted.
             * @default 0
             */
            estimated?: number;
            /**
             * First Rows
             * @description Of several parts those of the first.
             */
            first_rows: components["schemas"]["UnderstoodRow"][];
            /** @description How the file was read; of several parts the first. */
            mapping: components["schemas"]["UsedMapping"];
            /**
             * New
             * @description Readings that are not stored yet.
             */
            new: number;
            /**
             * Others
             * @description Stored within the period at moments the file does not have; they count beside what is imported. Many of them: is the other end of the interval meant?
             */
            others: number;
            /**
             * Parts
             * @description One for each channel it fills.
             * @default []
             */
            parts?: components["schemas"]["PartReport"][];
            /**
             * Readings
             * @description Distinct valid ones.
             */
            readings: number;
            /**
             * Rejected
             * @description How many were rejected.
             */
            rejected: number;
            /**
             * Rejected By Reason
             * @description How many rows were rejected, by reason.
             */
            rejected_by_reason: {
                [key: string]: number;
            };
            /**
             * Rejected Rows
             * @description The first hundred.
             */
            rejected_rows: components["schemas"]["RejectedRow"][];
            /**
             * Repeated
             * @description Rows that say the same as a later one.
             */
            repeated: number;
            /**
             * Repeated Hour
             * @description Rows in an hour the clock showed twice.
             */
            repeated_hour: number;
            /**
             * Same
             * @description Stored already, with this value.
             */
            same: number;
            /**
             * Series
             * @description What the file holds; of several, `only` and `add` chose.
             * @default []
             */
            series?: components["schemas"]["FileSeries"][];
            /**
             * Sha256
             * @description SHA-256 of the file, in hexadecimal.
             */
            sha256: string;
            /**
             * Starts At
             * @description Its start, UTC.
             */
            starts_at: string | null;
            /**
             * Total Kwh
             * @description Energy of the distinct valid readings, in kWh; null: registers, several channels, or another unit.
             */
            total_kwh: number | null;
        };
        /**
         * FileSeries
         * @description Rows of a file that belong together. `energy` and `direction` are guesses by words.
         */
        FileSeries: {
            /**
             * Column
             * @description The column of its values, where several hold some.
             */
            column?: string | null;
            /**
             * Direction
             * @description The direction of the energy, guessed by words; null: unknown.
             *
             *     - `import`: From the grid.
             *     - `export`: To the grid.
             *     - `production`: Produced, such as by solar panels.
             */
            direction: ("import" | "export" | "production") | null;
            /**
             * Energy
             * @description The kind of energy, guessed by words; null: unknown.
             *
             *     - `electricity`: Electricity.
             *     - `gas`: Gas.
             *     - `water`: Water.
             *     - `heat`: Heat.
             */
            energy: ("electricity" | "gas" | "water" | "heat") | null;
            /**
             * Filter
             * @description The values of the columns that tell it apart.
             */
            filter: {
                [key: string]: string;
            };
            /** @description Its kind. */
            kind: components["schemas"]["ImportKind"];
            /**
             * Rows
             * @description The number of its rows.
             */
            rows: number;
            /**
             * Total
             * @description Sum in `unit`, a decimal number; of a register its rise.
             */
            total: string | null;
            /**
             * Unit
             * @description The unit of its values; null: unknown.
             */
            unit: string | null;
        };
        /**
         * Format
         * @description The file format of a response.
         *
         *     - `json`: One JSON document.
         *     - `csv`: A CSV file.
         *     - `ndjson`: One JSON object per line.
         * @enum {string}
         */
        Format: "json" | "csv" | "ndjson";
        /**
         * Hour
         * @description One clock hour of the device's time zone.
         */
        Hour: {
            /**
             * Coverage
             * @description Share of the hour that readings cover, 0 to 1; null: unknown.
             */
            coverage: number | null;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0, or the unit isn't kWh.
             */
            energy_kwh: number | null;
            /**
             * Limit Kwh
             * @description Limit in kWh; null: none, or another unit.
             */
            limit_kwh: number | null;
            /**
             * Over Limit
             * @description Whether the energy is above the limit.
             */
            over_limit: boolean;
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /** @description Its state. */
            state: components["schemas"]["HourState"];
            /**
             * Value
             * @description Quantity in the channel's unit; null: nothing is known, which isn't 0.
             */
            value: number | null;
        };
        /**
         * HourChange
         * @description An hour that changes. Energy None: unknown.
         */
        HourChange: {
            /**
             * After Kwh
             * @description The energy or register value afterwards, in kWh; null: none.
             */
            after_kwh: number | null;
            /**
             * Alert
             * @description What happens to the hour's alert.
             *
             *     - `raised`: The hour is over its limit, or near it.
             *     - `retracted`: Later readings showed that it isn't.
             */
            alert: ("raised" | "retracted") | null;
            /**
             * Before Kwh
             * @description The energy or register value before, in kWh; null: none.
             */
            before_kwh: number | null;
            /**
             * Hour
             * Format: date-time
             * @description Start of the device's clock hour, UTC.
             */
            hour: string;
            /**
             * Limit Kwh
             * @description The limit for the hour, in kWh; null: none.
             */
            limit_kwh: number | null;
        };
        /**
         * HourNow
         * @description The current state of the hour.
         */
        HourNow: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; null: unknown.
             */
            coverage: number | null;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /** @description Its state. */
            state: components["schemas"]["HourState"];
        };
        /**
         * HourState
         * @description The certainty of an hour. Only ``measured`` is complete and certain.
         *
         *     - `measured`: Covered in full by readings.
         *     - `partial`: Covered in part.
         *     - `estimated`: Covered in full, in part by values that the utility estimated or by energy spread from longer intervals.
         *     - `corrected`: Covered in full, with corrected readings.
         *     - `late`: Covered in full, with readings that came late.
         *     - `coverage_unknown`: Has readings whose interval is unknown.
         *     - `missing`: No readings.
         *     - `upcoming`: In the future.
         *     - `withheld`: In part before the caller owned the device, so it isn't shown.
         * @enum {string}
         */
        HourState: "measured" | "partial" | "estimated" | "corrected" | "late" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
        /**
         * Import
         * @description An import on record, with a part for each channel that it fills; undone as a whole.
         */
        Import: {
            /**
             * Alerts Raised
             * @description How many alerts it raises.
             */
            alerts_raised: number;
            /**
             * Alerts Retracted
             * @description How many alerts it retracts.
             */
            alerts_retracted: number;
            /**
             * Channel
             * @description Code of the channel of the values; of several parts that of the first.
             */
            channel: string;
            /**
             * Conflicts
             * @description What becomes of stored values that the file contradicts.
             *
             *     - `keep`: The stored value stays.
             *     - `replace`: The file's value replaces it.
             * @enum {string}
             */
            conflicts: "keep" | "replace";
            /**
             * Device Id
             * Format: uuid
             * @description Of several parts that of the first.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Difference Kwh
             * @description Change of the stored energy in kWh; null: several channels, or another unit.
             */
            difference_kwh: number | null;
            /**
             * Done
             * @description Readings of ``total`` that have been processed.
             */
            done: number;
            /**
             * File Name
             * @description The name of the file.
             */
            file_name: string;
            /**
             * Finished At
             * @description When it finished, UTC; null: not yet.
             */
            finished_at: string | null;
            /**
             * Id
             * @description Its identifier.
             */
            id: number;
            /**
             * Kept
             * @description Stored values the file contradicts, left as they were.
             */
            kept: number;
            /**
             * Made At
             * Format: date-time
             * @description When it was made, UTC.
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             * @description The user who made it.
             */
            made_by: string;
            /**
             * Made By Name
             * @description The administrator's name; null: the account was deleted.
             */
            made_by_name: string | null;
            /**
             * New
             * @description Readings that were not stored before.
             */
            new: number;
            /**
             * Parts
             * @description One for each channel that it fills.
             */
            parts: components["schemas"]["ImportPart"][];
            /**
             * Problem
             * @description Why it failed; null: it didn't.
             */
            problem: string | null;
            /**
             * Replaced
             * @description How many stored values it replaced.
             */
            replaced: number;
            /**
             * Same
             * @description Readings that were stored already, with this value.
             */
            same: number;
            /**
             * Sha256
             * @description SHA-256 of the file, in hexadecimal.
             */
            sha256: string;
            /**
             * Size Bytes
             * @description Size of the file, in bytes.
             */
            size_bytes: number;
            /**
             * State
             * @description Its state.
             *
             *     - `running`: Readings are being stored.
             *     - `done`: All readings are stored.
             *     - `failed`: It stopped; `problem` says why.
             *     - `undoing`: It is being undone.
             *     - `undo_blocked`: Newer corrections have to be undone first.
             *     - `undone`: It is undone.
             * @enum {string}
             */
            state: "running" | "done" | "failed" | "undoing" | "undo_blocked" | "undone";
            /**
             * Total
             * @description How many readings the file has.
             */
            total: number;
            /**
             * Undone
             * @description Of what was put in: taken out again.
             */
            undone: number;
            /**
             * Undone At
             * @description When it was undone, UTC; null: it isn't undone.
             */
            undone_at: string | null;
            /**
             * Undone By
             * @description The administrator who undid it; null: it isn't undone.
             */
            undone_by: string | null;
            /**
             * Undone By Name
             * @description The administrator's name; null: nobody, or the account was deleted.
             */
            undone_by_name: string | null;
        };
        /**
         * ImportDetails
         * @description An import with the result of reading its file, before anything was imported.
         */
        ImportDetails: {
            /**
             * Alerts Raised
             * @description How many alerts it raises.
             */
            alerts_raised: number;
            /**
             * Alerts Retracted
             * @description How many alerts it retracts.
             */
            alerts_retracted: number;
            /**
             * Channel
             * @description Code of the channel of the values; of several parts that of the first.
             */
            channel: string;
            /**
             * Conflicts
             * @description What becomes of stored values that the file contradicts.
             *
             *     - `keep`: The stored value stays.
             *     - `replace`: The file's value replaces it.
             * @enum {string}
             */
            conflicts: "keep" | "replace";
            /**
             * Device Id
             * Format: uuid
             * @description Of several parts that of the first.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Difference Kwh
             * @description Change of the stored energy in kWh; null: several channels, or another unit.
             */
            difference_kwh: number | null;
            /**
             * Done
             * @description Readings of ``total`` that have been processed.
             */
            done: number;
            /**
             * File Name
             * @description The name of the file.
             */
            file_name: string;
            /**
             * Finished At
             * @description When it finished, UTC; null: not yet.
             */
            finished_at: string | null;
            /**
             * Id
             * @description Its identifier.
             */
            id: number;
            /**
             * Kept
             * @description Stored values the file contradicts, left as they were.
             */
            kept: number;
            /**
             * Made At
             * Format: date-time
             * @description When it was made, UTC.
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             * @description The user who made it.
             */
            made_by: string;
            /**
             * Made By Name
             * @description The administrator's name; null: the account was deleted.
             */
            made_by_name: string | null;
            /**
             * New
             * @description Readings that were not stored before.
             */
            new: number;
            /** @description The options that it was started with. */
            options: components["schemas"]["StartOptions"];
            /**
             * Parts
             * @description One for each channel that it fills.
             */
            parts: components["schemas"]["ImportPart"][];
            /**
             * Problem
             * @description Why it failed; null: it didn't.
             */
            problem: string | null;
            /**
             * Replaced
             * @description How many stored values it replaced.
             */
            replaced: number;
            /** @description How the file was read, before anything was stored. */
            report: components["schemas"]["FileReport"];
            /**
             * Same
             * @description Readings that were stored already, with this value.
             */
            same: number;
            /**
             * Sha256
             * @description SHA-256 of the file, in hexadecimal.
             */
            sha256: string;
            /**
             * Size Bytes
             * @description Size of the file, in bytes.
             */
            size_bytes: number;
            /**
             * State
             * @description Its state.
             *
             *     - `running`: Readings are being stored.
             *     - `done`: All readings are stored.
             *     - `failed`: It stopped; `problem` says why.
             *     - `undoing`: It is being undone.
             *     - `undo_blocked`: Newer corrections have to be undone first.
             *     - `undone`: It is undone.
             * @enum {string}
             */
            state: "running" | "done" | "failed" | "undoing" | "undo_blocked" | "undone";
            /**
             * Total
             * @description How many readings the file has.
             */
            total: number;
            /**
             * Undone
             * @description Of what was put in: taken out again.
             */
            undone: number;
            /**
             * Undone At
             * @description When it was undone, UTC; null: it isn't undone.
             */
            undone_at: string | null;
            /**
             * Undone By
             * @description The administrator who undid it; null: it isn't undone.
             */
            undone_by: string | null;
            /**
             * Undone By Name
             * @description The administrator's name; null: nobody, or the account was deleted.
             */
            undone_by_name: string | null;
        };
        /**
         * ImportKind
         * @description The kind of value: the energy of an interval, or a register.
         *
         *     - `interval`: Energy of intervals.
         *     - `register`: Values of a register.
         * @enum {string}
         */
        ImportKind: "interval" | "register";
        /**
         * ImportPage
         * @description A page of imports, newest first, and how many there are in all.
         */
        ImportPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Import"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * ImportPart
         * @description The part of an import that fills one channel. It is a correction of the same number.
         */
        ImportPart: {
            /**
             * Channel
             * @description Code of the channel.
             */
            channel: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Difference
             * @description Change of what is stored, in the channel's unit.
             */
            difference: number;
            /**
             * Done
             * @description Readings of ``total`` that have been processed.
             */
            done: number;
            /**
             * Id
             * @description Number of its correction.
             */
            id: number;
            /**
             * Kept
             * @description Stored values the file contradicts, left as they were.
             */
            kept: number;
            /**
             * New
             * @description Readings that were added.
             */
            new: number;
            /**
             * Problem
             * @description Why it stopped; null: it didn't.
             */
            problem: string | null;
            /**
             * Replaced
             * @description How many stored values it replaced.
             */
            replaced: number;
            /**
             * Same
             * @description Readings that were stored already, with this value.
             */
            same: number;
            /**
             * State
             * @description Its state.
             *
             *     - `running`: Readings are being stored.
             *     - `done`: All readings are stored.
             *     - `failed`: It stopped; `problem` says why.
             *     - `undoing`: It is being undone.
             *     - `undo_blocked`: Newer corrections have to be undone first.
             *     - `undone`: It is undone.
             * @enum {string}
             */
            state: "running" | "done" | "failed" | "undoing" | "undo_blocked" | "undone";
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
            /**
             * Undone
             * @description Of what was put in: taken out again.
             */
            undone: number;
            /**
             * Unit
             * @description Unit of the channel.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             * @enum {string}
             */
            unit: "kWh" | "m3" | "L" | "GJ";
        };
        /**
         * LatestOfDevice
         * @description The current state of a device.
         */
        LatestOfDevice: {
            /**
             * Clock Ahead S
             * @description By how much the device's clock is ahead, in seconds, judged by its newest message; null: it is right. Its readings count once their time has come.
             */
            clock_ahead_s: number | null;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Expected By
             * @description When it counts as silent if nothing comes, UTC; null: unknown.
             */
            expected_by: string | null;
            /**
             * Heard At
             * @description When its newest message came, UTC, where its clock is ahead; null else. Then `live` and `silent` go by this, not by the times in its readings.
             */
            heard_at: string | null;
            /** @description The present clock hour. */
            hour: components["schemas"]["ThisHour"];
            /** @description The newest reading; null: none yet. */
            reading: components["schemas"]["LatestReading"] | null;
            /**
             * Silent Since
             * @description End of its last interval, UTC, where the device is silent; null else.
             */
            silent_since: string | null;
            /** @description Whether the device reports. */
            state: components["schemas"]["DeviceState"];
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /** @description The present day. */
            today: components["schemas"]["Today"];
        };
        /**
         * LatestPage
         * @description A page of devices by name, and their total number.
         */
        LatestPage: {
            /**
             * As Of
             * Format: date-time
             * @description The moment that the answer describes, UTC.
             */
            as_of: string;
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["LatestOfDevice"][];
            /** @description Whether incoming readings are stored in time. */
            pipeline: components["schemas"]["PipelineHealth"];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * LatestReading
         * @description The latest reading of a device.
         */
        LatestReading: {
            /**
             * Ends At
             * Format: date-time
             * @description End of the interval, UTC; its start where the length is unknown.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval, UTC.
             */
            measured_at: string;
            /**
             * Power Kw
             * @description Mean power over the interval, in kW.
             */
            power_kw: number | null;
        };
        /**
         * Length
         * @description The length of an interval: the same for all, a local day or month, by the row, up to it.
         *
         *     - `fixed`: All intervals have the same length.
         *     - `day`: An interval is a day, or a number of days, of the file's time zone.
         *     - `month`: An interval is a month of the file's time zone.
         *     - `row`: Each row has the end or the length of its interval.
         *     - `between`: An interval lasts from one row's date to the next.
         * @enum {string}
         */
        Length: "fixed" | "day" | "month" | "row" | "between";
        /**
         * LikeForLike
         * @description The comparable part of both periods: the pairs of buckets that are complete in both.
         */
        LikeForLike: {
            /**
             * Buckets
             * @description The number of these pairs.
             */
            buckets: number;
            /**
             * Change
             * @description Difference as a share of the other; null: that is 0.
             */
            change: number | null;
            /**
             * Difference Kwh
             * @description This energy minus the other, in kWh.
             */
            difference_kwh: number;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number;
            /**
             * Other Kwh
             * @description Energy of the other period in those buckets, in kWh.
             */
            other_kwh: number;
            /**
             * Total Buckets
             * @description The number of buckets of this period.
             */
            total_buckets: number;
        };
        /**
         * Limit
         * @description The limit of the hours from ``valid_from`` on, until the next.
         */
        Limit: {
            /**
             * Limit
             * @description In the answer's unit per hour, where that isn't kWh.
             */
            limit?: number | null;
            /**
             * Limit Kwh
             * @description kWh per hour; null: no limit.
             */
            limit_kwh: number | null;
            /**
             * Valid From
             * Format: date-time
             * @description From when on it holds, UTC; null: from the beginning.
             */
            valid_from: string;
        };
        /**
         * LimitThen
         * @description The limit of that hour, and from when on it applies; None: from the beginning.
         */
        LimitThen: {
            /**
             * Limit Kwh
             * @description The limit for the hour, in kWh; null: none.
             */
            limit_kwh: number | null;
            /**
             * Valid From
             * @description From when on it holds, UTC; null: from the beginning.
             */
            valid_from: string | null;
        };
        /**
         * Maintenance
         * @description A period in which the device's alerts don't notify anyone.
         */
        Maintenance: {
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Reason
             * @description Why; may be empty.
             */
            reason: string;
            /**
             * Set By
             * Format: uuid
             * @description The user who set it.
             */
            set_by: string;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
        };
        /**
         * MaintenanceRequest
         * @description The end of a maintenance that starts now.
         * @example {
         *       "reason": "New boiler",
         *       "until": "2026-03-01T18:00:00Z"
         *     }
         */
        MaintenanceRequest: {
            /**
             * Reason
             * @description Why, for others to read; may be empty.
             * @default
             */
            reason?: string;
            /**
             * Until
             * Format: date-time
             * @description When the maintenance ends: at most 31 days ahead.
             */
            until: string;
        };
        /**
         * MeasuredKind
         * @description A kind and direction of energy, in one unit, that devices of the caller have channels of.
         */
        MeasuredKind: {
            /**
             * Channels
             * @description Codes of these channels.
             */
            channels: string[];
            /**
             * Device Count
             * @description Devices with such a channel.
             */
            device_count: number;
            /**
             * Direction
             * @description Direction of the energy.
             *
             *     - `import`: Taken from the network.
             *     - `export`: Fed into the network.
             *     - `production`: Made behind the meter.
             *     - `consumption`: Used behind the meter.
             * @enum {string}
             */
            direction: "import" | "export" | "production" | "consumption";
            /**
             * Kind
             * @description Kind of energy.
             *
             *     - `electricity`: Electrical energy.
             *     - `gas`: Gas, by volume or by energy.
             *     - `water`: Water, by volume.
             *     - `heat`: Heat from a network or a heat pump.
             *     - `cooling`: Cold from a network or a chiller.
             * @enum {string}
             */
            kind: "electricity" | "gas" | "water" | "heat" | "cooling";
            /**
             * Unit
             * @description Unit of its quantities.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             * @enum {string}
             */
            unit: "kWh" | "m3" | "L" | "GJ";
        };
        /**
         * MeasuredKinds
         * @description What the caller's devices measure.
         */
        MeasuredKinds: {
            /**
             * Items
             * @description Electricity first, each direction by itself.
             */
            items: components["schemas"]["MeasuredKind"][];
        };
        /**
         * NotificationSettings
         * @description The notification settings of a device.
         */
        NotificationSettings: {
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /** @description The present owner's choice; null: alerts only. */
            early_warning: components["schemas"]["EarlyWarningView"] | null;
            /** @description The present maintenance; null: none. */
            maintenance: components["schemas"]["Maintenance"] | null;
        };
        /**
         * Origin
         * @description The place where a reading was rejected.
         *
         *     - `stream`: It was rejected when it was to be stored.
         *     - `http`: The HTTP intake rejected it, in its answer to the sender.
         * @enum {string}
         */
        Origin: "stream" | "http";
        /**
         * OtherBucket
         * @description The bucket of the other period that is compared with one of this.
         */
        OtherBucket: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; null: not known.
             */
            coverage: number | null;
            /**
             * Difference Kwh
             * @description This energy minus the other, in kWh; null unless both are fully covered.
             */
            difference_kwh: number | null;
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
            /**
             * Over Limit Hours
             * @description Hours over their limit, added up over the devices.
             */
            over_limit_hours: number;
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /** @description Its state. */
            state: components["schemas"]["HourState"];
            /**
             * Value
             * @description Quantity in the answer's unit, where that isn't kWh; null: unknown.
             */
            value?: number | null;
        };
        /**
         * Owners
         * @description All periods, oldest first; each begins where the previous one ends.
         */
        Owners: {
            /**
             * Deleted
             * @description Whether it was deleted.
             */
            deleted: boolean;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Ownership"][];
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
        };
        /**
         * Ownership
         * @description A period in which a device had one owner, or none.
         */
        Ownership: {
            /**
             * Owned From
             * @description Null: from the beginning of its history.
             */
            owned_from: string | null;
            /**
             * Owned To
             * @description Null: until now.
             */
            owned_to: string | null;
            /**
             * Owner Id
             * @description Null: it belonged to nobody.
             */
            owner_id: string | null;
            /**
             * Owner Name
             * @description The owner's name; null: it belonged to nobody, or the account was deleted.
             */
            owner_name: string | null;
            /**
             * Username
             * @description Null also where the account was deleted.
             */
            username: string | null;
        };
        /**
         * PartReport
         * @description The result of reading the part of a file that fills one channel.
         */
        PartReport: {
            /**
             * Channel
             * @description Code of the channel.
             */
            channel: string;
            /**
             * Conflicting
             * @description Stored with another value.
             */
            conflicting: number;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * Differing
             * @description Rows that a later one contradicts; the last counts.
             */
            differing: number;
            /**
             * Ends At
             * @description Its end, UTC, exclusive.
             */
            ends_at: string | null;
            /**
             * Estimated
             * @description Readings that the file marks as estimated or substituted.
             * @default 0
             */
            estimated?: number;
            /**
             * Is New
             * @description The device has no such channel yet: add it first.
             */
            is_new: boolean;
            /** @description Its kind. */
            kind: components["schemas"]["ImportKind"];
            /**
             * New
             * @description Readings that aren't stored yet, or only as estimated values.
             */
            new: number;
            /**
             * Only
             * @description `column=value`: the rows that were chosen.
             */
            only: string[];
            /**
             * Others
             * @description Stored within the period at moments the part does not have.
             */
            others: number;
            /**
             * Readings
             * @description Distinct valid ones.
             */
            readings: number;
            /**
             * Rejected
             * @description How many were rejected.
             */
            rejected: number;
            /**
             * Repeated
             * @description Rows that say the same as a later one.
             */
            repeated: number;
            /**
             * Repeated Hour
             * @description Rows in an hour the clock showed twice.
             */
            repeated_hour: number;
            /**
             * Same
             * @description Stored already, with this value.
             */
            same: number;
            /**
             * Starts At
             * @description Its start, UTC.
             */
            starts_at: string | null;
            /**
             * Total
             * @description Sum in `unit`, a decimal number; of a register its rise.
             */
            total: string | null;
            /**
             * Unit
             * @description Unit of the channel.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             * @enum {string}
             */
            unit: "kWh" | "m3" | "L" | "GJ";
            /**
             * Value Columns
             * @description Where the values stand, counted from 1.
             */
            value_columns: number[];
        };
        /**
         * Peak
         * @description The bucket with most energy.
         */
        Peak: {
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
        };
        /**
         * PeakHour
         * @description An hour with much energy; of several devices it is their sum.
         */
        PeakHour: {
            /**
             * Ends At
             * Format: date-time
             * @description Its end, UTC, exclusive.
             */
            ends_at: string;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number;
            /**
             * Over Limit
             * @description Whether any of the devices was over its limit.
             */
            over_limit: boolean;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /** @description Of the devices that have data in it. */
            state: components["schemas"]["HourState"];
        };
        /**
         * Peaks
         * @description The hours with most energy, and the typical day.
         */
        Peaks: {
            /**
             * Device Count
             * @description How many devices are summed.
             */
            device_count: number;
            /**
             * From
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Hours
             * @description Most energy first.
             */
            hours: components["schemas"]["PeakHour"][];
            /**
             * Profile
             * @description 48: weekdays by hour, then weekends.
             */
            profile: components["schemas"]["TypicalHour"][];
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /**
             * To
             * Format: date
             * @description The day after the last.
             */
            to: string;
        };
        /**
         * PendingChannel
         * @description A channel that a registered device doesn't have, and the readings that are pending for it.
         */
        PendingChannel: {
            /**
             * Channel
             * @description Code of the channel.
             */
            channel: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * Device Name
             * @description The device's name.
             */
            device_name: string;
            /**
             * First Measured At
             * Format: date-time
             * @description Start of the oldest interval, UTC.
             */
            first_measured_at: string;
            /**
             * Is Clear
             * @description The code says what the channel measures, so that it can be added as it is.
             */
            is_clear: boolean;
            /**
             * Last Measured At
             * Format: date-time
             * @description Start of the newest interval, UTC.
             */
            last_measured_at: string;
            /**
             * Last Seen At
             * Format: date-time
             * @description When the last message came, UTC.
             */
            last_seen_at: string;
            /**
             * Obis
             * @description OBIS code of the channel; null: it has none.
             */
            obis: string | null;
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
        };
        /**
         * PendingChannelPage
         * @description A page of channels that are not there, and how many there are in all.
         */
        PendingChannelPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["PendingChannel"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * PendingDevice
         * @description An unregistered device, and its pending readings.
         */
        PendingDevice: {
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * First Measured At
             * Format: date-time
             * @description Start of the oldest interval, UTC.
             */
            first_measured_at: string;
            /**
             * Last Measured At
             * Format: date-time
             * @description Start of the newest interval, UTC.
             */
            last_measured_at: string;
            /**
             * Last Seen At
             * Format: date-time
             * @description When the last message came, UTC.
             */
            last_seen_at: string;
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
        };
        /**
         * PendingDevicePage
         * @description A page of unregistered devices, and their total number.
         */
        PendingDevicePage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["PendingDevice"][];
            /**
             * Total
             * @description How many entries there are in all.
             */
            total: number;
        };
        /**
         * PipelineHealth
         * @description The state of ingestion: whether readings are dispatched and stored in time.
         */
        PipelineHealth: {
            /**
             * Behind S
             * @description How long ago `complete_until` is, in seconds; 0: everything is stored.
             */
            behind_s: number | null;
            /**
             * Complete Until
             * @description Everything that came in by then is stored, UTC; null: unknown.
             */
            complete_until: string | null;
            /**
             * Last Batch At
             * @description When the newest batch was dispatched, UTC; null: never.
             */
            last_batch_at: string | null;
            /** @description Whether the platform keeps up. */
            state: components["schemas"]["PipelineState"];
            /**
             * Undispatched Messages
             * @description Messages in the stream that were not dispatched; null: unknown.
             */
            undispatched_messages: number | null;
        };
        /**
         * PipelineState
         * @description The state of the path from the stream to the database.
         *
         *     - `current`: Everything is stored within seconds.
         *     - `behind`: Something has waited for 5 s or more.
         *     - `unknown`: No status of a balancer came lately, so nobody knows what waits.
         *     - `idle`: No device sent anything for a minute.
         * @enum {string}
         */
        PipelineState: "current" | "behind" | "unknown" | "idle";
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
         * RangeConsumption
         * @description Consumption of one or several devices over a range of days.
         */
        RangeConsumption: {
            /**
             * Buckets
             * @description The parts of the range, in order.
             */
            buckets: components["schemas"]["Bucket"][];
            /** @description Where asked for. */
            comparison: components["schemas"]["Comparison"] | null;
            /**
             * Device Count
             * @description How many devices are summed.
             */
            device_count: number;
            /**
             * Devices
             * @description Null where they are too many.
             */
            devices: components["schemas"]["ConsumptionDevice"][] | null;
            /**
             * From
             * Format: date
             * @description The first day.
             */
            from: string;
            /** @description Null where nothing is known, and where the unit isn't kWh. */
            peak: components["schemas"]["Peak"] | null;
            /**
             * Resolution
             * @description The length of the buckets.
             *
             *     - `hour`: Clock hours.
             *     - `day`: Days of the time zone.
             *     - `week`: Weeks from Monday on.
             *     - `month`: Calendar months.
             *     - `year`: Calendar years.
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
            /** @description Sums over all of the range. */
            total: components["schemas"]["Total"];
            /**
             * Unit
             * @description Unit of the quantities.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             * @enum {string}
             */
            unit: "kWh" | "m3" | "L" | "GJ";
        };
        /**
         * Reading
         * @description A stored reading; ``measured_at`` is the start of its interval.
         */
        Reading: {
            /**
             * Energy Kwh
             * @description Energy in kWh; null where the unit isn't kWh.
             */
            energy_kwh: number | null;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval, UTC.
             */
            measured_at: string;
            /** @description Its state. */
            state: components["schemas"]["ReadingState"];
            /**
             * Value
             * @description Quantity in the channel's unit.
             */
            value: number;
        };
        /**
         * ReadingPage
         * @description A page of readings, oldest first.
         */
        ReadingPage: {
            /**
             * Channel
             * @description Code of the channel.
             */
            channel: string;
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Reading"][];
            /**
             * Next From
             * @description `from` of the next page; null: there are no more.
             */
            next_from: string | null;
            /**
             * Unit
             * @description Unit of the quantities.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             * @enum {string}
             */
            unit: "kWh" | "m3" | "L" | "GJ";
        };
        /**
         * ReadingState
         * @description A remark on a reading.
         *
         *     - `measured`: As the meter reported it, in time.
         *     - `estimated`: The utility estimated or substituted it, or the meter began anew within it.
         *     - `corrected`: Replaced by a later value.
         *     - `late`: Came late.
         *     - `length_unknown`: Its interval is unknown.
         *     - `ahead`: From the future, by a clock that is ahead: counts once its time has come.
         * @enum {string}
         */
        ReadingState: "measured" | "estimated" | "corrected" | "late" | "length_unknown" | "ahead";
        /**
         * ReadingVersion
         * @description A value that another has replaced.
         */
        ReadingVersion: {
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /**
             * Superseded At
             * Format: date-time
             * @description When another value replaced it, UTC.
             */
            superseded_at: string;
        };
        /**
         * ReasonCount
         * @description The number of readings rejected for one reason, by state.
         *
         *     ``counted`` are those beyond the kept ones of each sender and hour.
         */
        ReasonCount: {
            /**
             * Counted
             * @description How many more were rejected than are listed.
             */
            counted: number;
            /**
             * Discarded
             * @description How many were discarded.
             */
            discarded: number;
            /**
             * Last Rejected At
             * Format: date-time
             * @description When the newest one was rejected, UTC.
             */
            last_rejected_at: string;
            /**
             * Open
             * @description How many nobody has settled.
             */
            open: number;
            /**
             * Pending
             * @description How many wait for their device to be registered.
             */
            pending: number;
            /**
             * Reason
             * @description Why, as a stable name or as a sentence.
             */
            reason: string;
            /**
             * Rejected Again
             * @description How many were rejected again by a replay.
             */
            rejected_again: number;
            /**
             * Replayed
             * @description How many a replay stored.
             */
            replayed: number;
        };
        /**
         * ReasonCounts
         * @description All reasons, the one with the most unsettled readings first.
         */
        ReasonCounts: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ReasonCount"][];
        };
        /**
         * RejectedRow
         * @description A row that is refused, and why.
         */
        RejectedRow: {
            /**
             * Detail
             * @description One sentence in English that says what is wrong.
             */
            detail: string;
            /**
             * Line
             * @description Line of the file, from 1.
             */
            line: number;
            /**
             * Reason
             * @description Why, as a stable name.
             */
            reason: string;
        };
        /**
         * Rejection
         * @description A rejected reading: the reason, its text, and its state.
         */
        Rejection: {
            /**
             * Body
             * @description What was sent, cut off after a while.
             */
            body: string;
            /**
             * Detail
             * @description One sentence in English that says what is wrong.
             */
            detail: string;
            /**
             * Id
             * @description Its identifier: its source and its position in the message.
             */
            id: string;
            /** @description Where it was rejected. One of `http` can't be replayed. */
            origin: components["schemas"]["Origin"];
            /**
             * Reason
             * @description Why, as a stable name or as a sentence.
             */
            reason: string;
            /**
             * Rejected At
             * Format: date-time
             * @description When it was rejected, UTC.
             */
            rejected_at: string;
            /**
             * Replay Count
             * @description How often it was replayed.
             */
            replay_count: number;
            /**
             * Sender
             * @description The device that sent it; null: unknown.
             */
            sender: string | null;
            /**
             * Settled At
             * @description When it was settled, UTC; null: it is open.
             */
            settled_at: string | null;
            /**
             * Settled By
             * @description Who replayed or discarded it last; null: nobody.
             */
            settled_by: string | null;
            /**
             * Settled By Name
             * @description The administrator's name; null: nobody, or the account was deleted.
             */
            settled_by_name: string | null;
            /**
             * Source
             * @description Position of the message in the stream of readings.
             */
            source: number;
            /**
             * Source Index
             * @description Position of the reading in its message, from 0.
             */
            source_index: number;
            /**
             * @description Its state.
             *
             *     - `open`: Nobody has settled it.
             *     - `rejected_again`: A replay rejected it again.
             *     - `replayed`: A replay stored it.
             *     - `pending`: A replay found that it waits for its device to be registered.
             *     - `discarded`: An administrator discarded it.
             * @enum {string}
             */
            state: "open" | "rejected_again" | "replayed" | "pending" | "discarded";
        };
        /**
         * RejectionChoice
         * @description Some by identifier, or all unsettled ones that a filter matches (an empty one: all).
         * @example {
         *       "filter": {
         *         "reason": "device_unknown"
         *       }
         *     }
         */
        RejectionChoice: {
            /** @description All unsettled ones that these fields fit. */
            filter?: components["schemas"]["RejectionFilter"] | null;
            /**
             * Ids
             * @description The rejections, by identifier.
             */
            ids?: string[] | null;
        };
        /**
         * RejectionFilter
         * @description A filter of rejections; an omitted field excludes none.
         * @example {
         *       "reason": "device_unknown"
         *     }
         */
        RejectionFilter: {
            /**
             * Reason
             * @description Why, as a stable name or as a sentence.
             */
            reason?: string | null;
            /**
             * Rejected From
             * @description Rejected at this moment or later.
             */
            rejected_from?: string | null;
            /**
             * Rejected To
             * @description Rejected before this moment.
             */
            rejected_to?: string | null;
            /**
             * Sender
             * @description The device that sent it; null: unknown.
             */
            sender?: string | null;
            /**
             * @description Its state.
             *
             *     - `open`: Nobody has settled it.
             *     - `rejected_again`: A replay rejected it again.
             *     - `replayed`: A replay stored it.
             *     - `pending`: A replay found that it waits for its device to be registered.
             *     - `discarded`: An administrator discarded it.
             */
            state?: ("open" | "rejected_again" | "replayed" | "pending" | "discarded") | null;
        };
        /**
         * RejectionPage
         * @description A page of rejections, and their total number.
         */
        RejectionPage: {
            /**
             * Counted
             * @description How many more there were, beyond those that are kept of each sender and hour.
             */
            counted: number;
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["Rejection"][];
            /**
             * Total
             * @description How many are kept. Of a search: how many of the newest 50,000 hold the text.
             */
            total: number;
        };
        /**
         * RemoveRange
         * @description Remove readings, which become missing; without a register, the energy around it stays.
         * @example {
         *       "action": "remove",
         *       "from": "2026-03-01T10:00:00Z",
         *       "reason": "Test run",
         *       "to": "2026-03-01T12:00:00Z"
         *     }
         */
        RemoveRange: {
            /**
             * @description What was done. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            action: "remove";
            /**
             * From
             * Format: date-time
             * @description The start, inclusive.
             */
            from: string;
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
            /**
             * Target
             * @description Whether to remove readings or values of registers.
             *
             *     - `readings`: Energy of intervals.
             *     - `registers`: Values of the meter's register.
             * @default readings
             * @enum {string}
             */
            target?: "readings" | "registers";
            /**
             * To
             * Format: date-time
             * @description The first moment that is left alone.
             */
            to: string;
        };
        /**
         * Replayed
         * @description The result of a replay.
         */
        Replayed: {
            /**
             * Pending
             * @description How many wait for their device to be registered.
             */
            pending: number;
            /**
             * Rejected Again
             * @description How many were rejected again by a replay.
             */
            rejected_again: number;
            /**
             * Remaining
             * @description How many the filter matches beyond those of this call, counted up to 20,000.
             */
            remaining: number;
            /**
             * Replayed
             * @description How many are stored now, or were stored already.
             */
            replayed: number;
        };
        /**
         * Rest
         * @description What a meter measures beyond its submeters.
         */
        Rest: {
            /**
             * Below Zero
             * @description True where it is below zero in a bucket.
             */
            below_zero: boolean;
            /**
             * Buckets
             * @description The parts of the range, in order.
             */
            buckets: components["schemas"]["RestBucket"][];
            /**
             * Energy Kwh
             * @description Of the buckets where it is known, in kWh or the answer's unit; null: none.
             */
            energy_kwh: number | null;
            /** @description The least certain one of the buckets. */
            state: components["schemas"]["HourState"];
        };
        /**
         * RestBucket
         * @description What a meter measures beyond its submeters in a bucket.
         */
        RestBucket: {
            /**
             * Below Zero
             * @description True: the submeters measured more than the meter above them.
             */
            below_zero: boolean;
            /**
             * Energy Kwh
             * @description In kWh, or in the answer's unit; null unless the meter and all of its submeters that report by then have data. Below zero where these measured more.
             */
            energy_kwh: number | null;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
            /** @description The least certain one of them. */
            state: components["schemas"]["HourState"];
        };
        /**
         * ScaleRange
         * @description Multiply what the meter reported from ``from`` to before ``to`` by ``factor``.
         * @example {
         *       "action": "scale",
         *       "factor": 0.001,
         *       "from": "2026-03-01T10:00:00Z",
         *       "reason": "The meter reported Wh as kWh",
         *       "to": "2026-03-01T12:00:00Z"
         *     }
         */
        ScaleRange: {
            /**
             * @description What was done. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            action: "scale";
            /**
             * Factor
             * @description What the values are multiplied by.
             */
            factor: number | string;
            /**
             * From
             * Format: date-time
             * @description The start, inclusive.
             */
            from: string;
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
            /**
             * Target
             * @description Whether to scale readings or values of registers.
             *
             *     - `readings`: Energy of intervals.
             *     - `registers`: Values of the meter's register.
             * @default readings
             * @enum {string}
             */
            target?: "readings" | "registers";
            /**
             * To
             * Format: date-time
             * @description The first moment that is left alone.
             */
            to: string;
        };
        /**
         * SetReading
         * @description Set the value of one reading or register; a missing one is added.
         * @example {
         *       "action": "set",
         *       "energy_kwh": 0.25,
         *       "interval_s": 900,
         *       "measured_at": "2026-03-01T10:00:00Z",
         *       "reason": "Read from the display"
         *     }
         */
        SetReading: {
            /**
             * @description What was done. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            action: "set";
            /**
             * Energy Kwh
             * @description The energy of the interval, in kWh; of a register leave it out.
             */
            energy_kwh?: number | string | null;
            /**
             * Interval S
             * @description Length of a reading's interval, in seconds; null: as it was, or the device's.
             */
            interval_s?: number | null;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval; of a register its time.
             */
            measured_at: string;
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
            /**
             * Register Kwh
             * @description The register's value, in kWh; of a reading leave it out.
             */
            register_kwh?: number | string | null;
        };
        /**
         * StartOptions
         * @description The same, and what happens where another value is stored.
         */
        StartOptions: {
            /**
             * Add
             * @description Add up rows that are for the same moment.
             * @default false
             */
            add?: boolean;
            /**
             * Add Column
             * @description Further columns, whose values are added to those of value_column.
             * @default []
             */
            add_column?: string[];
            /**
             * Channel
             * @description The channel of the device that the values are of, by code or OBIS code.
             * @default import
             */
            channel?: string;
            /**
             * Conflicts
             * @description What becomes of stored values the file contradicts.
             *
             *     - `keep`: The stored value stays.
             *     - `replace`: The file's value replaces it.
             * @default keep
             * @enum {string}
             */
            conflicts?: "keep" | "replace";
            /**
             * Dates
             * @description The order of day and month in dates that are not ISO 8601.
             *
             *     - `dmy`: Day, month, year.
             *     - `mdy`: Month, day, year.
             *     - `ymd`: Year, month, day.
             */
            dates?: ("dmy" | "mdy" | "ymd") | null;
            /**
             * Decimals
             * @description - `point`: A decimal point.
             *     - `comma`: A decimal comma.
             */
            decimals?: ("point" | "comma") | null;
            /**
             * File Name
             * @description The name of the file.
             * @default upload.csv
             */
            file_name?: string;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s?: number | null;
            /** @description Its kind. */
            kind?: components["schemas"]["ImportKind"] | null;
            /**
             * Only
             * @description `column=value`: the rows that count. Values of one column are alternatives.
             * @default []
             */
            only?: string[];
            /**
             * Series
             * @description A part of the file and the channel that it fills, as JSON (SeriesTarget); repeated, so that one import fills several channels and devices.
             * @default []
             */
            series?: string[];
            /**
             * Time Column
             * @description Name, or number from 1.
             */
            time_column?: string | null;
            /**
             * Time Zone
             * @description Time zone (IANA) of times without an offset; by default the device's.
             */
            time_zone?: string | null;
            /** @description Whether a time marks the start or the end of its interval. */
            timestamps_mark?: components["schemas"]["TimestampsMark"] | null;
            /** @description Unit of the values. */
            unit?: components["schemas"]["Unit"] | null;
            /**
             * Value Column
             * @description Name, or number from 1.
             */
            value_column?: string | null;
        };
        /**
         * SwapMeter
         * @description Record a replacement of the meter: the last value of the old one and the first of the new.
         * @example {
         *       "action": "swap",
         *       "at": "2026-03-01T10:00:00Z",
         *       "new_first_kwh": 0,
         *       "old_last_kwh": 18342.5,
         *       "reason": "Meter replaced"
         *     }
         */
        SwapMeter: {
            /**
             * @description What was done. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            action: "swap";
            /**
             * At
             * Format: date-time
             * @description When the meter was replaced.
             */
            at: string;
            /**
             * New First Kwh
             * @description First value of the new meter's register, in kWh.
             */
            new_first_kwh: number | string;
            /**
             * Old Last Kwh
             * @description Last value of the old meter's register, in kWh.
             */
            old_last_kwh: number | string;
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
        };
        /**
         * ThisHour
         * @description The device's current clock hour so far.
         */
        ThisHour: {
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
            /**
             * Limit Kwh
             * @description The limit for the hour, in kWh; null: none.
             */
            limit_kwh: number | null;
            /**
             * Over Limit
             * @description Whether the energy is above the limit.
             */
            over_limit: boolean;
            /**
             * Share Of Limit
             * @description Energy so far as a share of the limit: 1 is the limit; null: no limit.
             */
            share_of_limit: number | null;
            /**
             * Starts At
             * Format: date-time
             * @description Its start, UTC.
             */
            starts_at: string;
        };
        /**
         * TimestampsMark
         * @description The end of an interval that its timestamp marks.
         *
         *     - `interval_start`: The start of the interval.
         *     - `interval_end`: The end of the interval.
         * @enum {string}
         */
        TimestampsMark: "interval_start" | "interval_end";
        /**
         * Today
         * @description The device's current day so far.
         */
        Today: {
            /**
             * Date
             * Format: date
             * @description A day of the calendar, in the device's time zone.
             */
            date: string;
            /**
             * Energy Kwh
             * @description Energy so far, in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
        };
        /**
         * Total
         * @description The total of the range.
         */
        Total: {
            /**
             * Coverage
             * @description Share of the time that readings cover, 0 to 1; null: not known.
             */
            coverage: number | null;
            /**
             * Energy Kwh
             * @description Energy in kWh; null: nothing is known, which isn't 0.
             */
            energy_kwh: number | null;
            /**
             * Over Limit Hours
             * @description How many hours were over their limit, added up over the devices.
             */
            over_limit_hours: number;
            /**
             * Readings
             * @description How many readings.
             */
            readings: number;
            /** @description Its state. */
            state: components["schemas"]["HourState"];
            /**
             * Value
             * @description Quantity in the answer's unit, where that isn't kWh; null: unknown.
             */
            value?: number | null;
        };
        /**
         * TypicalHour
         * @description The mean of an hour of the day, over completely covered hours.
         */
        TypicalHour: {
            /**
             * Day
             * @description Weekend: Saturday and Sunday.
             *
             *     - `weekday`: Monday to Friday.
             *     - `weekend`: Saturday and Sunday.
             * @enum {string}
             */
            day: "weekday" | "weekend";
            /**
             * Hour
             * @description Hour of the day by the clock of `time_zone`, 0 to 23.
             */
            hour: number;
            /**
             * Hours
             * @description How many hours the mean is of, of the device with fewest.
             */
            hours: number;
            /**
             * Mean Kwh
             * @description Mean energy, in kWh; null: no such hour is fully covered.
             */
            mean_kwh: number | null;
        };
        /**
         * UnderstoodRow
         * @description A row as it would be stored: the start of its interval; of a register its moment.
         */
        UnderstoodRow: {
            /**
             * Line
             * @description Line of the file, from 1.
             */
            line: number;
            /**
             * Measured At
             * Format: date-time
             * @description Start of the interval, UTC.
             */
            measured_at: string;
            /**
             * Value
             * @description In the channel's unit.
             */
            value?: number | null;
            /**
             * Value Kwh
             * @description In kWh; null: the channel's unit is another.
             */
            value_kwh: number | null;
        };
        /**
         * Unit
         * @description The unit of the values of a file. W and kW are the mean power of an interval.
         *
         *     Of volumes m3, L, ft3 (an international cubic foot) and CCF (100 of them), of heat GJ and MJ.
         *
         *     - `mWh`: Milliwatt-hours.
         *     - `Wh`: Watt-hours.
         *     - `kWh`: Kilowatt-hours.
         *     - `MWh`: Megawatt-hours.
         *     - `W`: Mean power in watts.
         *     - `kW`: Mean power in kilowatts.
         *     - `m3`: Cubic metres.
         *     - `L`: Litres.
         *     - `ft3`: International cubic feet.
         *     - `CCF`: Hundreds of cubic feet.
         *     - `GJ`: Gigajoules.
         *     - `MJ`: Megajoules.
         * @enum {string}
         */
        Unit: "mWh" | "Wh" | "kWh" | "MWh" | "W" | "kW" | "m3" | "L" | "ft3" | "CCF" | "GJ" | "MJ";
        /**
         * UsedMapping
         * @description How the file was read, by options or by guesses. Columns count from 1.
         */
        UsedMapping: {
            /**
             * Added
             * @description Rows or columns were added up.
             * @default false
             */
            added?: boolean;
            /**
             * Clock Column
             * @description Where the time of day stands, if apart.
             */
            clock_column: number | null;
            /**
             * Dates
             * @description The format of dates.
             *
             *     - `iso`: ISO 8601.
             *     - `dmy`: Day, month, year.
             *     - `mdy`: Month, day, year.
             *     - `ymd`: Year, month, day.
             * @enum {string}
             */
            dates: "iso" | "dmy" | "mdy" | "ymd";
            /**
             * Decimals
             * @description - `point`: A decimal point.
             *     - `comma`: A decimal comma.
             * @enum {string}
             */
            decimals: "point" | "comma";
            /**
             * Delimiter
             * @description The character between columns.
             */
            delimiter: string;
            /**
             * End Column
             * @description Where the end of the interval stands.
             */
            end_column?: number | null;
            /**
             * Format
             * @description Name of the format, if it is a known one.
             */
            format?: string | null;
            /**
             * Has Header
             * @description Whether the first row names the columns.
             */
            has_header: boolean;
            /**
             * Interval S
             * @description Length of the metering interval, in seconds; null: unknown.
             */
            interval_s: number | null;
            /** @description Its kind. */
            kind: components["schemas"]["ImportKind"];
            /**
             * @description Which length intervals have.
             * @default fixed
             */
            length?: components["schemas"]["Length"];
            /**
             * Time Column
             * @description Column of the times.
             */
            time_column: number;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /** @description Whether a time marks the start or the end of its interval. */
            timestamps_mark: components["schemas"]["TimestampsMark"];
            /** @description Unit of the values. */
            unit: components["schemas"]["Unit"];
            /**
             * Value Column
             * @description Column of the values.
             */
            value_column: number;
        };
        /**
         * WholeSeries
         * @description The series of the meter above a submeter.
         */
        WholeSeries: {
            /**
             * Channel
             * @description Code of the channel; null: the sum of several.
             */
            channel: string | null;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
        };
    };
    responses: {
        /** @description - `alert_not_found`: The alert doesn't exist, or isn't of the caller's device. */
        alert_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "alert_not_found";
                };
            };
        };
        /**
         * @description - `already_undone`: The correction is undone already.
         *     - `correction_is_import`: The correction is an import.
         *     - `correction_overtaken`: Newer corrections changed the same readings.
         */
        "already_undone-or-correction_is_import-or-correction_overtaken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "already_undone" | "correction_is_import" | "correction_overtaken";
                };
            };
        };
        /**
         * @description - `already_undone`: The import or correction is undone already, or is being undone.
         *     - `hours_of_others`: The device had another owner, whose hours a file could change.
         *     - `import_overtaken`: Newer corrections or imports changed the same readings.
         */
        "already_undone-or-hours_of_others-or-import_overtaken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "already_undone" | "hours_of_others" | "import_overtaken";
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
        /** @description - `channel_calculated`: The channel is calculated from others and has no readings of its own. */
        channel_calculated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_calculated";
                };
            };
        };
        /**
         * @description - `channel_calculated`: The channel is calculated from others and has no readings of its own.
         *     - `hours_of_others`: The device had another owner, whose hours a file could change.
         */
        "channel_calculated-or-hours_of_others": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_calculated" | "hours_of_others";
                };
            };
        };
        /**
         * @description - `channel_not_found`: The device has no such channel.
         *     - `device_not_found`: The device doesn't exist, or isn't the caller's.
         */
        "channel_not_found-or-device_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_not_found" | "device_not_found";
                };
            };
        };
        /**
         * @description - `channel_twice`: Two parts of a file are for the same channel.
         *     - `file_unreadable`: The file isn't a table, or is beyond the bounds of one.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `mapping_unclear`: The file leaves open how to read it, such as its unit or its order of day and month.
         */
        "channel_twice-or-file_unreadable-or-invalid_request-or-mapping_unclear": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_twice" | "file_unreadable" | "invalid_request" | "mapping_unclear";
                };
            };
        };
        /**
         * @description - `channel_twice`: Two parts of a file are for the same channel.
         *     - `file_unreadable`: The file isn't a table, or is beyond the bounds of one.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `mapping_unclear`: The file leaves open how to read it, such as its unit or its order of day and month.
         *     - `nothing_to_import`: No row of the file is a valid reading.
         */
        "channel_twice-or-file_unreadable-or-invalid_request-or-mapping_unclear-or-nothing_to_import": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_twice" | "file_unreadable" | "invalid_request" | "mapping_unclear" | "nothing_to_import";
                };
            };
        };
        /**
         * @description - `choice_unclear`: Neither `ids` nor `filter` was given, or both.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         */
        "choice_unclear-or-invalid_request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "choice_unclear" | "invalid_request";
                };
            };
        };
        /**
         * @description - `comparison_refused`: `compare` isn't `previous`, `year` or a date, or the other period is out of bounds.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `range_refused`: The range has no days: it ends before it starts, or the time zone skipped its only day.
         *     - `too_many_buckets`: The response would have more buckets than one request may ask for.
         *     - `units_differ`: The channels are measured in different units, which don't add up.
         */
        "comparison_refused-or-invalid_request-or-range_refused-or-too_many_buckets-or-units_differ": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "comparison_refused" | "invalid_request" | "range_refused" | "too_many_buckets" | "units_differ";
                };
            };
        };
        /**
         * @description - `correction_invalid`: The correction isn't valid, such as a range that ends before it starts.
         *     - `correction_too_large`: The correction would change more readings than one may.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `nothing_to_correct`: The device has no reading in the range.
         */
        "correction_invalid-or-correction_too_large-or-invalid_request-or-nothing_to_correct": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "correction_invalid" | "correction_too_large" | "invalid_request" | "nothing_to_correct";
                };
            };
        };
        /** @description - `correction_not_found`: The correction doesn't exist. */
        correction_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "correction_not_found";
                };
            };
        };
        /**
         * @description - `date_out_of_range`: The date isn't between the years 1999 and 9998.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `units_differ`: The channels are measured in different units, which don't add up.
         */
        "date_out_of_range-or-invalid_request-or-units_differ": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "date_out_of_range" | "invalid_request" | "units_differ";
                };
            };
        };
        /** @description - `device_not_found`: The device doesn't exist, or isn't the caller's. */
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
        /** @description - `file_too_large`: The file has more than 50 MiB, also when unpacked, or more rows than one import may have. */
        file_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "file_too_large";
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
        /** @description - `hours_of_others`: The device had another owner, whose hours a file could change. */
        hours_of_others: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "hours_of_others";
                };
            };
        };
        /** @description - `import_not_found`: No such import. */
        import_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "import_not_found";
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
         *     - `maintenance_refused`: The end of the maintenance is in the past, or more than 31 days ahead.
         */
        "invalid_request-or-maintenance_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "maintenance_refused";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `range_refused`: The range has no days: it ends before it starts, or the time zone skipped its only day.
         */
        "invalid_request-or-range_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "range_refused";
                };
            };
        };
        /** @description - `nothing_pending`: No readings are pending for this device. */
        nothing_pending: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "nothing_pending";
                };
            };
        };
        /** @description - `rejection_not_found`: The named rejections don't exist, or all of them are settled. */
        rejection_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "rejection_not_found";
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
        /** @description - `too_many_at_once`: The caller, or all callers together, have too many requests in progress. */
        too_many_at_once: {
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
                    code?: "too_many_at_once";
                };
            };
        };
        /**
         * @description - `too_many_at_once`: The caller, or all callers together, have too many requests in progress.
         *     - `too_many_imports`: The client has imported as many files within 24 hours as one may.
         *     - `too_many_requests`: The caller does this more often than is allowed.
         */
        "too_many_at_once-or-too_many_imports-or-too_many_requests": {
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
                    code?: "too_many_at_once" | "too_many_imports" | "too_many_requests";
                };
            };
        };
        /**
         * @description - `too_many_at_once`: The caller, or all callers together, have too many requests in progress.
         *     - `too_many_requests`: The caller does this more often than is allowed.
         */
        "too_many_at_once-or-too_many_requests": {
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
                    code?: "too_many_at_once" | "too_many_requests";
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
    get_alerts: {
        parameters: {
            query?: {
                /**
                 * @description Only alerts of this device.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id?: string | null;
                /** @description True: only raised alerts; false: only retracted ones. */
                raised?: boolean | null;
                /** @description True: only raised alerts that nobody acknowledged; false: only others. */
                unacknowledged?: boolean | null;
                /** @description Alerts of this hour or later. */
                from?: string | null;
                /** @description Alerts before this hour. */
                to?: string | null;
                /** @description Part of a text, in any case. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `hour`: ascending
                 *     - `-hour`: descending
                 *     - `device`: ascending
                 *     - `-device`: descending
                 *     - `energy`: ascending
                 *     - `-energy`: descending
                 *     - `changed_at`: ascending
                 *     - `-changed_at`: descending
                 */
                sort?: "hour" | "-hour" | "device" | "-device" | "energy" | "-energy" | "changed_at" | "-changed_at";
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The alert's identifier.
                 * @example 018f0000-0000-4000-8000-000000000009
                 */
                alert_id: string;
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
                    "application/json": components["schemas"]["AlertEvidence"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["alert_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    acknowledge_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The alert's identifier.
                 * @example 018f0000-0000-4000-8000-000000000009
                 */
                alert_id: string;
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
                    "application/json": components["schemas"]["Alert"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["alert_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    withdraw_acknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The alert's identifier.
                 * @example 018f0000-0000-4000-8000-000000000009
                 */
                alert_id: string;
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
                    "application/json": components["schemas"]["Alert"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["alert_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_kinds: {
        parameters: {
            query?: {
                /**
                 * @description The devices to sum; left out: all that the caller may see.
                 * @example [
                 *       "018f0000-0000-4000-8000-000000000003"
                 *     ]
                 */
                device_id?: string[] | null;
                /** @description True: only channels that exist, of devices that the caller owns now. False: also those whose history the caller may see. */
                present?: boolean;
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
                    "application/json": components["schemas"]["MeasuredKinds"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_clocks_ahead: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
                    "application/json": components["schemas"]["ClocksAheadPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_range_consumption: {
        parameters: {
            query: {
                /** @description Format of the answer, in place of an Accept header. */
                format?: components["schemas"]["Format"] | null;
                /** @description The first day. */
                from: string;
                /** @description The day after the last; left out: one day. */
                to?: string | null;
                /**
                 * @description The devices to sum; left out: all that the caller may see.
                 * @example [
                 *       "018f0000-0000-4000-8000-000000000003"
                 *     ]
                 */
                device_id?: string[] | null;
                /**
                 * @description Length of the buckets.
                 *
                 *     - `auto`: The finest one with at most about 750 buckets.
                 *     - `hour`: Clock hours.
                 *     - `day`: Days of the time zone.
                 *     - `week`: Weeks from Monday on.
                 *     - `month`: Calendar months.
                 *     - `year`: Calendar years.
                 */
                resolution?: "auto" | "hour" | "day" | "week" | "month" | "year";
                /**
                 * @description Time zone of the days, where there are several devices.
                 * @example Europe/Bucharest
                 */
                time_zone?: string | null;
                /**
                 * @description `device`, `channel`: return each by itself as well.
                 *
                 *     - `device`: Each device by itself.
                 *     - `channel`: Each channel by itself.
                 */
                split?: ("device" | "channel") | null;
                /** @description `previous`, `year`, or the date the other period begins on. */
                compare?: string | null;
                /** @description The channels of the devices, by code or OBIS code; left out: all of `kind` and `direction`, with tariff registers counted once. */
                channel?: string[] | null;
                /**
                 * @description Kind of energy, where no `channel` is named.
                 *
                 *     - `electricity`: Electrical energy.
                 *     - `gas`: Gas, by volume or by energy.
                 *     - `water`: Water, by volume.
                 *     - `heat`: Heat from a network or a heat pump.
                 *     - `cooling`: Cold from a network or a chiller.
                 */
                kind?: "electricity" | "gas" | "water" | "heat" | "cooling";
                /**
                 * @description Direction of the energy, where no `channel` is named.
                 *
                 *     - `import`: Taken from the network.
                 *     - `export`: Fed into the network.
                 *     - `production`: Made behind the meter.
                 *     - `consumption`: Used behind the meter.
                 */
                direction?: "import" | "export" | "production" | "consumption";
                /**
                 * @description Only channels of this unit, where no `channel` is named; left out: all, which must be of one unit.
                 *
                 *     - `kWh`: Kilowatt-hours.
                 *     - `m3`: Cubic metres.
                 *     - `L`: Litres.
                 *     - `GJ`: Gigajoules.
                 */
                unit?: ("kWh" | "m3" | "L" | "GJ") | null;
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
            /** @description The answer hasn't changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            422: components["responses"]["comparison_refused-or-invalid_request-or-range_refused-or-too_many_buckets-or-units_differ"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_corrections: {
        parameters: {
            query?: {
                /**
                 * @description Only corrections of this device.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id?: string | null;
                /** @description Part of a text, in any case. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `made_at`: ascending
                 *     - `-made_at`: descending
                 *     - `device`: ascending
                 *     - `-device`: descending
                 *     - `difference`: ascending
                 *     - `-difference`: descending
                 */
                sort?: "made_at" | "-made_at" | "device" | "-device" | "difference" | "-difference";
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
                    "application/json": components["schemas"]["CorrectionPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The correction's number.
                 * @example 17
                 */
                correction_id: number;
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
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["correction_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    undo_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The correction's number.
                 * @example 17
                 */
                correction_id: number;
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
                    "application/json": components["schemas"]["Effect"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["correction_not_found"];
            409: components["responses"]["already_undone-or-correction_is_import-or-correction_overtaken"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    preview_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The correction's number.
                 * @example 17
                 */
                correction_id: number;
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
                    "application/json": components["schemas"]["Effect"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["correction_not_found"];
            409: components["responses"]["already_undone-or-correction_is_import-or-correction_overtaken"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_consumption: {
        parameters: {
            query: {
                /**
                 * @description The day, in the device's time zone.
                 * @example 2026-03-01
                 */
                date: string;
                /** @description The channels of the devices, by code or OBIS code; left out: all of `kind` and `direction`, with tariff registers counted once. */
                channel?: string[] | null;
                /**
                 * @description Kind of energy, where no `channel` is named.
                 *
                 *     - `electricity`: Electrical energy.
                 *     - `gas`: Gas, by volume or by energy.
                 *     - `water`: Water, by volume.
                 *     - `heat`: Heat from a network or a heat pump.
                 *     - `cooling`: Cold from a network or a chiller.
                 */
                kind?: "electricity" | "gas" | "water" | "heat" | "cooling";
                /**
                 * @description Direction of the energy, where no `channel` is named.
                 *
                 *     - `import`: Taken from the network.
                 *     - `export`: Fed into the network.
                 *     - `production`: Made behind the meter.
                 *     - `consumption`: Used behind the meter.
                 */
                direction?: "import" | "export" | "production" | "consumption";
                /**
                 * @description Only channels of this unit, where no `channel` is named; left out: all, which must be of one unit.
                 *
                 *     - `kWh`: Kilowatt-hours.
                 *     - `m3`: Cubic metres.
                 *     - `L`: Litres.
                 *     - `GJ`: Gigajoules.
                 */
                unit?: ("kWh" | "m3" | "L" | "GJ") | null;
            };
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
                    "application/json": components["schemas"]["Consumption"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            422: components["responses"]["date_out_of_range-or-invalid_request-or-units_differ"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    make_correction: {
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
                "application/json": components["schemas"]["SetReading"] | components["schemas"]["ScaleRange"] | components["schemas"]["RemoveRange"] | components["schemas"]["SwapMeter"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Effect"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_calculated"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["correction_invalid-or-correction_too_large-or-invalid_request-or-nothing_to_correct"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    preview_correction: {
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
                "application/json": components["schemas"]["SetReading"] | components["schemas"]["ScaleRange"] | components["schemas"]["RemoveRange"] | components["schemas"]["SwapMeter"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Effect"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_calculated"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["correction_invalid-or-correction_too_large-or-invalid_request-or-nothing_to_correct"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    choose_early_warning: {
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
                "application/json": components["schemas"]["EarlyWarningChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    drop_early_warning: {
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
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    start_import: {
        parameters: {
            query?: {
                /** @description The name of the file. */
                file_name?: string;
                /** @description The channel of the device that the values are of, by code or OBIS code. */
                channel?: string;
                /** @description Unit of the values. */
                unit?: components["schemas"]["Unit"] | null;
                /**
                 * @description Time zone (IANA) of times without an offset; by default the device's.
                 * @example Europe/Bucharest
                 */
                time_zone?: string | null;
                /** @description Whether a time marks the start or the end of its interval. */
                timestamps_mark?: components["schemas"]["TimestampsMark"] | null;
                /** @description Its kind. */
                kind?: components["schemas"]["ImportKind"] | null;
                /** @description Length of the metering interval, in seconds; null: unknown. */
                interval_s?: number | null;
                /**
                 * @description - `point`: A decimal point.
                 *     - `comma`: A decimal comma.
                 */
                decimals?: ("point" | "comma") | null;
                /**
                 * @description The order of day and month in dates that are not ISO 8601.
                 *
                 *     - `dmy`: Day, month, year.
                 *     - `mdy`: Month, day, year.
                 *     - `ymd`: Year, month, day.
                 */
                dates?: ("dmy" | "mdy" | "ymd") | null;
                /** @description Name, or number from 1. */
                time_column?: string | null;
                /** @description Name, or number from 1. */
                value_column?: string | null;
                /** @description Further columns, whose values are added to those of value_column. */
                add_column?: string[];
                /** @description `column=value`: the rows that count. Values of one column are alternatives. */
                only?: string[];
                /** @description Add up rows that are for the same moment. */
                add?: boolean;
                /** @description A part of the file and the channel that it fills, as JSON (SeriesTarget); repeated, so that one import fills several channels and devices. */
                series?: string[];
                /**
                 * @description What becomes of stored values the file contradicts.
                 *
                 *     - `keep`: The stored value stays.
                 *     - `replace`: The file's value replaces it.
                 */
                conflicts?: "keep" | "replace";
            };
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
        /** @description The file as it is: delimited text, .xlsx or a known format, also packed. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetails"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_calculated-or-hours_of_others"];
            413: components["responses"]["file_too_large"];
            422: components["responses"]["channel_twice-or-file_unreadable-or-invalid_request-or-mapping_unclear-or-nothing_to_import"];
            429: components["responses"]["too_many_at_once-or-too_many_imports-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    preview_import: {
        parameters: {
            query?: {
                /** @description The name of the file. */
                file_name?: string;
                /** @description The channel of the device that the values are of, by code or OBIS code. */
                channel?: string;
                /** @description Unit of the values. */
                unit?: components["schemas"]["Unit"] | null;
                /**
                 * @description Time zone (IANA) of times without an offset; by default the device's.
                 * @example Europe/Bucharest
                 */
                time_zone?: string | null;
                /** @description Whether a time marks the start or the end of its interval. */
                timestamps_mark?: components["schemas"]["TimestampsMark"] | null;
                /** @description Its kind. */
                kind?: components["schemas"]["ImportKind"] | null;
                /** @description Length of the metering interval, in seconds; null: unknown. */
                interval_s?: number | null;
                /**
                 * @description - `point`: A decimal point.
                 *     - `comma`: A decimal comma.
                 */
                decimals?: ("point" | "comma") | null;
                /**
                 * @description The order of day and month in dates that are not ISO 8601.
                 *
                 *     - `dmy`: Day, month, year.
                 *     - `mdy`: Month, day, year.
                 *     - `ymd`: Year, month, day.
                 */
                dates?: ("dmy" | "mdy" | "ymd") | null;
                /** @description Name, or number from 1. */
                time_column?: string | null;
                /** @description Name, or number from 1. */
                value_column?: string | null;
                /** @description Further columns, whose values are added to those of value_column. */
                add_column?: string[];
                /** @description `column=value`: the rows that count. Values of one column are alternatives. */
                only?: string[];
                /** @description Add up rows that are for the same moment. */
                add?: boolean;
                /** @description A part of the file and the channel that it fills, as JSON (SeriesTarget); repeated, so that one import fills several channels and devices. */
                series?: string[];
            };
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
        /** @description The file as it is: delimited text, .xlsx or a known format, also packed. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileReport"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_calculated-or-hours_of_others"];
            413: components["responses"]["file_too_large"];
            422: components["responses"]["channel_twice-or-file_unreadable-or-invalid_request-or-mapping_unclear"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    begin_maintenance: {
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
                "application/json": components["schemas"]["MaintenanceRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-maintenance_refused"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    end_maintenance: {
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
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_notification_settings: {
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
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_owners: {
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
                    "application/json": components["schemas"]["Owners"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_readings: {
        parameters: {
            query?: {
                /** @description The channel, by code or OBIS code. */
                channel?: string;
                /** @description Readings at this moment or later. */
                from?: string;
                /** @description Readings before this moment. */
                to?: string;
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description Format of the answer, in place of an Accept header. */
                format?: components["schemas"]["Format"] | null;
            };
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
                    "application/json": components["schemas"]["ReadingPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_early_warnings: {
        parameters: {
            query?: {
                /**
                 * @description Only warnings of this device.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id?: string | null;
                /** @description Part of a text, in any case. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `hour`: ascending
                 *     - `-hour`: descending
                 *     - `device`: ascending
                 *     - `-device`: descending
                 *     - `energy`: ascending
                 *     - `-energy`: descending
                 */
                sort?: "hour" | "-hour" | "device" | "-device" | "energy" | "-energy";
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
                    "application/json": components["schemas"]["EarlyWarningPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_imports: {
        parameters: {
            query?: {
                /**
                 * @description Only imports of this device.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id?: string | null;
                /** @description Part of a text, in any case. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `made_at`: ascending
                 *     - `-made_at`: descending
                 *     - `device`: ascending
                 *     - `-device`: descending
                 *     - `rows`: ascending
                 *     - `-rows`: descending
                 */
                sort?: "made_at" | "-made_at" | "device" | "-device" | "rows" | "-rows";
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The import's number.
                 * @example 17
                 */
                import_id: number;
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
                    "application/json": components["schemas"]["ImportDetails"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["import_not_found"];
            409: components["responses"]["hours_of_others"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    undo_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The import's number.
                 * @example 17
                 */
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["import_not_found"];
            409: components["responses"]["already_undone-or-hours_of_others-or-import_overtaken"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_latest: {
        parameters: {
            query?: {
                /**
                 * @description Only this device.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id?: string | null;
                /** @description Part of a text, in any case. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `name`: ascending
                 *     - `-name`: descending
                 */
                sort?: "name" | "-name";
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_peaks: {
        parameters: {
            query: {
                /** @description The first day. */
                from: string;
                /** @description The day after the last; left out: one day. */
                to?: string | null;
                /**
                 * @description The devices to sum; left out: all that the caller may see.
                 * @example [
                 *       "018f0000-0000-4000-8000-000000000003"
                 *     ]
                 */
                device_id?: string[] | null;
                /**
                 * @description Time zone of the days, where there are several devices.
                 * @example Europe/Bucharest
                 */
                time_zone?: string | null;
                /** @description How many top hours. */
                count?: number;
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
                    "application/json": components["schemas"]["Peaks"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request-or-range_refused"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_pending_channels: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
                    "application/json": components["schemas"]["PendingChannelPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_pending_devices: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
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
                    "application/json": components["schemas"]["PendingDevicePage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    discard_pending_readings: {
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
                    "application/json": components["schemas"]["Discarded"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["nothing_pending"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_rejections: {
        parameters: {
            query?: {
                /** @description Part of a text, in any case. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `rejected_at`: ascending
                 *     - `-rejected_at`: descending
                 *     - `reason`: ascending
                 *     - `-reason`: descending
                 *     - `sender`: ascending
                 *     - `-sender`: descending
                 */
                sort?: "rejected_at" | "-rejected_at" | "reason" | "-reason" | "sender" | "-sender";
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /** @description Only those rejected for this reason. */
                reason?: string | null;
                /** @description Only those of this sender. */
                sender?: string | null;
                /**
                 * @description Only those in this state.
                 *
                 *     - `open`: Nobody has settled it.
                 *     - `rejected_again`: A replay rejected it again.
                 *     - `replayed`: A replay stored it.
                 *     - `pending`: A replay found that it waits for its device to be registered.
                 *     - `discarded`: An administrator discarded it.
                 */
                state?: ("open" | "rejected_again" | "replayed" | "pending" | "discarded") | null;
                /** @description Rejected at this moment or later. */
                from?: string | null;
                /** @description Rejected before this moment. */
                to?: string | null;
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_counted_rejections: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /** @description Only those rejected for this reason. */
                reason?: string | null;
                /** @description Only those of this sender. */
                sender?: string | null;
                /**
                 * @description Only those in this state.
                 *
                 *     - `open`: Nobody has settled it.
                 *     - `rejected_again`: A replay rejected it again.
                 *     - `replayed`: A replay stored it.
                 *     - `pending`: A replay found that it waits for its device to be registered.
                 *     - `discarded`: An administrator discarded it.
                 */
                state?: ("open" | "rejected_again" | "replayed" | "pending" | "discarded") | null;
                /** @description Rejected at this moment or later. */
                from?: string | null;
                /** @description Rejected before this moment. */
                to?: string | null;
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
                    "application/json": components["schemas"]["CountedPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    get_rejection_counts: {
        parameters: {
            query?: {
                /** @description Only those rejected for this reason. */
                reason?: string | null;
                /** @description Only those of this sender. */
                sender?: string | null;
                /**
                 * @description Only those in this state.
                 *
                 *     - `open`: Nobody has settled it.
                 *     - `rejected_again`: A replay rejected it again.
                 *     - `replayed`: A replay stored it.
                 *     - `pending`: A replay found that it waits for its device to be registered.
                 *     - `discarded`: An administrator discarded it.
                 */
                state?: ("open" | "rejected_again" | "replayed" | "pending" | "discarded") | null;
                /** @description Rejected at this moment or later. */
                from?: string | null;
                /** @description Rejected before this moment. */
                to?: string | null;
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
                    "application/json": components["schemas"]["ReasonCounts"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_at_once"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    discard_rejections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectionChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discarded"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["rejection_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["choice_unclear-or-invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    replay_rejections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectionChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["rejection_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["choice_unclear-or-invalid_request"];
            429: components["responses"]["too_many_at_once-or-too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
