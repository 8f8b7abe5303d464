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
         * @description A client's own, an administrator's all. Searched is the device's name.
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
         * What an alert rests on
         * @description The readings of the hour with their earlier values, and the limit that holds for it.
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
         * @description Its owner or an administrator. An alert that is raised again is unacknowledged again.
         */
        post: operations["acknowledge_alert"];
        /**
         * Take the acknowledgement back
         * @description The alert waits for somebody again.
         */
        delete: operations["withdraw_acknowledgement"];
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
         * Devices whose clock is ahead
         * @description Administrators only. What such a device tells is kept, and counts once its time has come.
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
         * Consumption over a range
         * @description Sums per hour, day, week, month or year, with coverage and state; compared if asked for.
         *
         *     Without ``device_id``: all devices of a client, or of the platform for an administrator.
         *     As CSV or JSON lines it is a stream of buckets, and may be of any length.
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
         * Who corrected what, when and why
         * @description Undone ones included; administrators only. Searched are the device's name and the reason.
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
         * A correction and what it changed
         * @description Values before and after; administrators only.
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
         * @description What would stand without it stands again, also what the meter reported meanwhile.
         *
         *     Newer corrections on top of it have to be undone first (409).
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
         * What undoing would change
         * @description Changes nothing.
         */
        post: operations["preview_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monitoring/devices/{device_id}/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notification settings
         * @description The owner's choice of early warning, and whether the device is in maintenance.
         */
        get: operations["get_attention"];
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
         * Correct history
         * @description It outranks whatever the meter reports for the same intervals, now or later.
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
         * What a correction would change
         * @description Hours before and after, alerts that would be raised or retracted. Changes nothing.
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
         * Be warned before the limit
         * @description One warning per hour, at a share of the limit; the owner's own choice.
         */
        put: operations["choose_early_warning"];
        post?: never;
        /**
         * Turn off early warnings
         * @description No more warnings; alerts stay as they are.
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
         * @description Answers once the file is read and kept; then it is put in, whatever restarts.
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
         * What importing a file would do
         * @description How the file is understood, what is new, what contradicts. Changes nothing.
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
         * @description From now on, by the owner or an administrator. Alerts are stored and listed, not pushed.
         */
        put: operations["begin_maintenance"];
        post?: never;
        /**
         * End the maintenance
         * @description What happens from now on is pushed again.
         */
        delete: operations["end_maintenance"];
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
         * Who owned a device when
         * @description Deleted devices included; administrators only.
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
         * The readings as stored
         * @description Oldest first; go on with ``from`` = ``next_from``.
         *
         *     As CSV or JSON lines it is a stream of all of them, whatever ``limit`` says.
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
         * Hours near their limit
         * @description A client's own, an administrator's all. Searched is the device's name.
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
         * Who imported what, and when
         * @description Undone ones included; administrators only. Searched are the device's name and the file's.
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
         * How far an import is, and what its file told
         * @description Administrators only.
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
         * @description What it brought goes, what it replaced comes back; one that is running stops.
         *
         *     Newer corrections on top of it have to be undone first (409).
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
         * @description Newest reading, today and this hour of each device, and whether it fell silent.
         *
         *     A client's present devices, an administrator's all. Searched is the name.
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
         * When most is used
         * @description The hours with most energy, and the mean of each hour of weekdays and weekends.
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
    "/api/monitoring/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readings that were refused, and why
         * @description Administrators only. Searched are the sender, what was sent, and why it was refused.
         *
         *     Of each sender and hour some rejections are kept (100 by default); `counted` says how many
         *     more there were. A search, and an order other than by time, is over the newest 50,000.
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
         * Rejections that were counted and not kept
         * @description By sender, hour and reason, the newest hour first; administrators only.
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
         * How many readings were refused, by reason
         * @description The reason with the most unsettled ones first; administrators only.
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
         * Discard refused readings
         * @description They stay listed as discarded, with who did it and when.
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
         * Take refused readings again
         * @description Once the cause is mended. One that is refused again says so, with the reason of now.
         */
        post: operations["replay_rejections"];
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
    "/api/monitoring/set-aside/{device_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard what waits for a device
         * @description For a device nobody will register: its readings are listed as refused and discarded.
         */
        post: operations["discard_set_aside"];
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
         * @description Who has taken note of an alert, and when.
         */
        Acknowledgement: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By Name
             * @description Empty where the person is gone.
             */
            by_name: string;
            /**
             * By User Id
             * Format: uuid
             */
            by_user_id: string;
        };
        /**
         * Alert
         * @description An hour that passed its limit, or was found not to have.
         */
        Alert: {
            /** @description None too where it was raised again since. */
            acknowledged: components["schemas"]["Acknowledgement"] | null;
            /**
             * Alert Id
             * Format: uuid
             */
            alert_id: string;
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
            /**
             * Limit Kwh
             * @description The limit by which that was judged.
             */
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
         * AlertEvidence
         * @description What an alert rests on.
         */
        AlertEvidence: {
            alert: components["schemas"]["Alert"];
            hour: components["schemas"]["HourNow"];
            limit: components["schemas"]["LimitThen"];
            /**
             * Readings
             * @description All whose interval lies in the hour, or partly in it.
             */
            readings: components["schemas"]["EvidenceReading"][];
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
            state: components["schemas"]["HourState"];
        };
        /**
         * ClockAhead
         * @description A device whose clock is ahead.
         */
        ClockAhead: {
            /**
             * Clock Ahead S
             * @description By how much, as far as its newest message shows, in seconds.
             */
            clock_ahead_s: number;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /**
             * Heard At
             * Format: date-time
             * @description When that message came.
             */
            heard_at: string;
            /** Time Zone */
            time_zone: string;
            /**
             * Waiting Readings
             * @description Readings whose time has not come.
             */
            waiting_readings: number;
        };
        /**
         * ClocksAheadPage
         * @description A page of devices whose clock is ahead, the last heard first, and how many there are.
         */
        ClocksAheadPage: {
            /** Items */
            items: components["schemas"]["ClockAhead"][];
            /** Total */
            total: number;
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
         * Correction
         * @description A correction on record.
         */
        Correction: {
            /**
             * Action
             * @enum {string}
             */
            action: "set" | "scale" | "remove" | "swap" | "import";
            /** Alerts Raised */
            alerts_raised: number;
            /** Alerts Retracted */
            alerts_retracted: number;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /**
             * Difference Kwh
             * @description By how much the device's total moved.
             */
            difference_kwh: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Factor */
            factor: number | null;
            /** Id */
            id: number;
            /** Interval S */
            interval_s: number | null;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             */
            made_by: string;
            /** Made By Name */
            made_by_name: string | null;
            /** Next Value Kwh */
            next_value_kwh: number | null;
            /**
             * Of
             * @enum {string}
             */
            of: "readings" | "registers";
            /**
             * Readings
             * @description Readings or registers it changed.
             */
            readings: number;
            /** Reason */
            reason: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /** Undone By Name */
            undone_by_name: string | null;
            /** Value Kwh */
            value_kwh: number | null;
        };
        /**
         * CorrectionDetails
         * @description A correction with what it changed, the first thousand of it.
         */
        CorrectionDetails: {
            /**
             * Action
             * @enum {string}
             */
            action: "set" | "scale" | "remove" | "swap" | "import";
            /** Alerts Raised */
            alerts_raised: number;
            /** Alerts Retracted */
            alerts_retracted: number;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /**
             * Difference Kwh
             * @description By how much the device's total moved.
             */
            difference_kwh: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Factor */
            factor: number | null;
            /** Id */
            id: number;
            /** Interval S */
            interval_s: number | null;
            /** Items */
            items: components["schemas"]["CorrectionItem"][];
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             */
            made_by: string;
            /** Made By Name */
            made_by_name: string | null;
            /** Next Value Kwh */
            next_value_kwh: number | null;
            /**
             * Of
             * @enum {string}
             */
            of: "readings" | "registers";
            /**
             * Readings
             * @description Readings or registers it changed.
             */
            readings: number;
            /** Reason */
            reason: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /** Undone By Name */
            undone_by_name: string | null;
            /** Value Kwh */
            value_kwh: number | null;
        };
        /**
         * CorrectionItem
         * @description What became of one reading or register; None: none, or removed.
         */
        CorrectionItem: {
            /** After Kwh */
            after_kwh: number | null;
            /** Before Kwh */
            before_kwh: number | null;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
        };
        /**
         * CorrectionPage
         * @description A page of corrections, newest first, and how many there are in all.
         */
        CorrectionPage: {
            /** Items */
            items: components["schemas"]["Correction"][];
            /** Total */
            total: number;
        };
        /**
         * CountedPage
         * @description A page of such hours, the newest first, and how many there are.
         */
        CountedPage: {
            /** Items */
            items: components["schemas"]["CountedRejections"][];
            /** Total */
            total: number;
        };
        /**
         * CountedRejections
         * @description How many readings of a sender were rejected for a reason in an hour, and not kept.
         */
        CountedRejections: {
            /** Count */
            count: number;
            /**
             * Hour
             * Format: date-time
             * @description Start of the hour, UTC.
             */
            hour: string;
            /** Reason */
            reason: string;
            /** Sender */
            sender: string | null;
        };
        /**
         * DeviceAttention
         * @description The notification settings of a device.
         */
        DeviceAttention: {
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** @description The present owner's choice; None: only alerts. */
            early_warning: components["schemas"]["EarlyWarningChoice"] | null;
            /** @description None where there is none at present. */
            maintenance: components["schemas"]["Maintenance"] | null;
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
         * @description The reporting state of a device.
         * @enum {string}
         */
        DeviceState: "live" | "silent" | "unsure" | "irregular" | "never";
        /**
         * Discarded
         * @description How many were discarded.
         */
        Discarded: {
            /** Discarded */
            discarded: number;
            /**
             * Remaining
             * @description Told where there is more that the filter fits; counted up to 20,000.
             */
            remaining?: number | null;
        };
        /**
         * EarlyWarning
         * @description An hour that came near its limit, or was found not to have.
         */
        EarlyWarning: {
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
             * Hour
             * Format: date-time
             */
            hour: string;
            /** Limit Kwh */
            limit_kwh: number | null;
            /** Share */
            share: number;
            /**
             * State
             * @description `superseded`: it went over the limit, of which an alert tells.
             * @enum {string}
             */
            state: "raised" | "retracted" | "superseded";
            /** Time Zone */
            time_zone: string;
        };
        /**
         * EarlyWarningChoice
         * @description At which share of the limit the owner wants to be warned.
         * @example {
         *       "share": 0.8
         *     }
         */
        EarlyWarningChoice: {
            /**
             * Share
             * @description 0.8: at 80 % of the limit.
             */
            share: number;
        };
        /**
         * EarlyWarningPage
         * @description A page of warnings, newest hour first, and how many there are in all.
         */
        EarlyWarningPage: {
            /** Items */
            items: components["schemas"]["EarlyWarning"][];
            /** Total */
            total: number;
        };
        /**
         * Effect
         * @description What a correction, or undoing one, does. A preview says the same and changes nothing.
         */
        Effect: {
            /** Alerts Raised */
            alerts_raised: number;
            /** Alerts Retracted */
            alerts_retracted: number;
            /**
             * Correction Id
             * @description None: this is a preview.
             */
            correction_id: number | null;
            /** Difference Kwh */
            difference_kwh: number;
            /**
             * Hours
             * @description The first two thousand.
             */
            hours: components["schemas"]["HourChange"][];
            /** Hours Changed */
            hours_changed: number;
            /** Readings */
            readings: number;
        };
        /**
         * EvidenceReading
         * @description A reading of the hour, with the values it had before.
         */
        EvidenceReading: {
            /** Energy Kwh */
            energy_kwh: number;
            /** Interval S */
            interval_s: number | null;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
            state: components["schemas"]["ReadingState"];
            /** Versions */
            versions: components["schemas"]["ReadingVersion"][];
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
         * FileReport
         * @description What reading a file told. A preview answers it and changes nothing.
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
            /** Ends At */
            ends_at: string | null;
            /** First Rows */
            first_rows: components["schemas"]["UnderstoodRow"][];
            mapping: components["schemas"]["UsedMapping"];
            /** New */
            new: number;
            /**
             * Others
             * @description Stored within the period at moments the file does not have; they count beside what is imported. Many of them: is the other end of the interval meant?
             */
            others: number;
            /**
             * Readings
             * @description Distinct valid ones.
             */
            readings: number;
            /** Rejected */
            rejected: number;
            /** Rejected By Reason */
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
            /** Sha256 */
            sha256: string;
            /** Starts At */
            starts_at: string | null;
            /**
             * Total Kwh
             * @description Of the distinct valid readings; no registers.
             */
            total_kwh: number | null;
        };
        /**
         * Format
         * @description The file format of an answer.
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
         * HourChange
         * @description An hour that changes. Energy None: nothing is known of it.
         */
        HourChange: {
            /** After Kwh */
            after_kwh: number | null;
            /**
             * Alert
             * @description What happens to the hour's alert.
             */
            alert: ("raised" | "retracted") | null;
            /** Before Kwh */
            before_kwh: number | null;
            /**
             * Hour
             * Format: date-time
             */
            hour: string;
            /** Limit Kwh */
            limit_kwh: number | null;
        };
        /**
         * HourNow
         * @description What is known of the hour by now.
         */
        HourNow: {
            /** Coverage */
            coverage: number | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Energy Kwh */
            energy_kwh: number | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["HourState"];
        };
        /**
         * HourState
         * @description The certainty of an hour. Only ``measured`` is the whole truth.
         * @enum {string}
         */
        HourState: "measured" | "partial" | "estimated" | "corrected" | "late" | "coverage_unknown" | "missing" | "upcoming" | "withheld";
        /**
         * Import
         * @description An import on record. It is a correction of the same number.
         */
        Import: {
            /** Alerts Raised */
            alerts_raised: number;
            /** Alerts Retracted */
            alerts_retracted: number;
            /**
             * Conflicts
             * @enum {string}
             */
            conflicts: "keep" | "replace";
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /** Difference Kwh */
            difference_kwh: number;
            /**
             * Done
             * @description Readings of ``total`` that were dealt with.
             */
            done: number;
            /** File Name */
            file_name: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Kept
             * @description Stored values the file contradicts, left as they were.
             */
            kept: number;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             */
            made_by: string;
            /** Made By Name */
            made_by_name: string | null;
            /** New */
            new: number;
            /** Problem */
            problem: string | null;
            /** Replaced */
            replaced: number;
            /** Same */
            same: number;
            /** Sha256 */
            sha256: string;
            /** Size Bytes */
            size_bytes: number;
            /**
             * State
             * @enum {string}
             */
            state: "running" | "done" | "failed" | "undoing" | "undo_blocked" | "undone";
            /** Total */
            total: number;
            /**
             * Undone
             * @description Of what was put in: taken out again.
             */
            undone: number;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /** Undone By Name */
            undone_by_name: string | null;
        };
        /**
         * ImportDetails
         * @description An import with what reading its file told, before anything was put in.
         */
        ImportDetails: {
            /** Alerts Raised */
            alerts_raised: number;
            /** Alerts Retracted */
            alerts_retracted: number;
            /**
             * Conflicts
             * @enum {string}
             */
            conflicts: "keep" | "replace";
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /** Difference Kwh */
            difference_kwh: number;
            /**
             * Done
             * @description Readings of ``total`` that were dealt with.
             */
            done: number;
            /** File Name */
            file_name: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Kept
             * @description Stored values the file contradicts, left as they were.
             */
            kept: number;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Made By
             * Format: uuid
             */
            made_by: string;
            /** Made By Name */
            made_by_name: string | null;
            /** New */
            new: number;
            options: components["schemas"]["StartOptions"];
            /** Problem */
            problem: string | null;
            /** Replaced */
            replaced: number;
            report: components["schemas"]["FileReport"];
            /** Same */
            same: number;
            /** Sha256 */
            sha256: string;
            /** Size Bytes */
            size_bytes: number;
            /**
             * State
             * @enum {string}
             */
            state: "running" | "done" | "failed" | "undoing" | "undo_blocked" | "undone";
            /** Total */
            total: number;
            /**
             * Undone
             * @description Of what was put in: taken out again.
             */
            undone: number;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /** Undone By Name */
            undone_by_name: string | null;
        };
        /**
         * ImportKind
         * @description The kind of value: the energy of an interval, or a register.
         * @enum {string}
         */
        ImportKind: "interval" | "register";
        /**
         * ImportPage
         * @description A page of imports, newest first, and how many there are in all.
         */
        ImportPage: {
            /** Items */
            items: components["schemas"]["Import"][];
            /** Total */
            total: number;
        };
        /**
         * LatestOfDevice
         * @description What is known of a device at this moment.
         */
        LatestOfDevice: {
            /**
             * Clock Ahead S
             * @description By how much the device's clock is ahead, as far as its newest message shows, in seconds. Its readings count once their time has come. Null where its clock is right.
             */
            clock_ahead_s: number | null;
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
            /**
             * Heard At
             * @description When its newest message came, where its clock is ahead: by that, and not by the times it tells, it is `live` or `silent`.
             */
            heard_at: string | null;
            hour: components["schemas"]["ThisHour"];
            reading: components["schemas"]["LatestReading"] | null;
            /**
             * Silent Since
             * @description End of the last interval, where the device is silent.
             */
            silent_since: string | null;
            /** @description `unsure`: late, but its readings may wait in our own queues. `irregular`: how often it reports is not known. */
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
         * LimitThen
         * @description The limit that holds for that hour, and since when it did; None: from the beginning.
         */
        LimitThen: {
            /** Limit Kwh */
            limit_kwh: number | null;
            /** Valid From */
            valid_from: string | null;
        };
        /**
         * Maintenance
         * @description A time in which nobody is interrupted for a device.
         */
        Maintenance: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Reason */
            reason: string;
            /**
             * Set By
             * Format: uuid
             */
            set_by: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * MaintenanceRequest
         * @description From now until when nobody is to be interrupted for a device.
         */
        MaintenanceRequest: {
            /**
             * Reason
             * @default
             */
            reason?: string;
            /**
             * Until
             * Format: date-time
             * @description At most 31 days ahead.
             */
            until: string;
        };
        /**
         * Origin
         * @description Where a reading was rejected.
         * @enum {string}
         */
        Origin: "stream" | "http";
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
            state: components["schemas"]["HourState"];
        };
        /**
         * Owners
         * @description All there were, the first one first; each begins where the one before ends.
         */
        Owners: {
            /** Deleted */
            deleted: boolean;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /** Device Name */
            device_name: string;
            /** Items */
            items: components["schemas"]["Ownership"][];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Ownership
         * @description A time in which a device belonged to somebody, or to nobody.
         */
        Ownership: {
            /**
             * Owned From
             * @description None: from the beginning of its history.
             */
            owned_from: string | null;
            /**
             * Owned To
             * @description None: until now.
             */
            owned_to: string | null;
            /**
             * Owner Id
             * @description None: it belonged to nobody.
             */
            owner_id: string | null;
            /** Owner Name */
            owner_name: string | null;
            /**
             * Username
             * @description None also where the account was deleted.
             */
            username: string | null;
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
         * PeakHour
         * @description An hour with much energy; of several devices it is their sum.
         */
        PeakHour: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Energy Kwh */
            energy_kwh: number;
            /**
             * Over Limit
             * @description Whether any of the devices was over its limit.
             */
            over_limit: boolean;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** @description Of the devices that have data in it. */
            state: components["schemas"]["HourState"];
        };
        /**
         * Peaks
         * @description The hours with most energy, and what is usual.
         */
        Peaks: {
            /** Device Count */
            device_count: number;
            /**
             * From
             * Format: date
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
            /** Time Zone */
            time_zone: string;
            /**
             * To
             * Format: date
             */
            to: string;
        };
        /**
         * PipelineHealth
         * @description Whether what has come in is dealt to the replicas and stored.
         */
        PipelineHealth: {
            /**
             * Behind S
             * @description How long ago `complete_until` is: 0 where all keeps up.
             */
            behind_s: number | null;
            /**
             * Complete Until
             * @description All that had come in by then is stored. Null where that is not known.
             */
            complete_until: string | null;
            /**
             * Last Batch At
             * @description When the newest batch was dealt.
             */
            last_batch_at: string | null;
            /** @description `behind`: something waits for 5 s or more. `unknown`: no balancer was heard lately, so nobody knows what waits. `idle`: nothing came for a minute from any device. */
            state: components["schemas"]["PipelineState"];
            /**
             * Undealt Messages
             * @description Messages in the stream that no replica has been dealt; null if not known.
             */
            undealt_messages: number | null;
        };
        /**
         * PipelineState
         * @description The state of the path from the stream into the database.
         * @enum {string}
         */
        PipelineState: "current" | "behind" | "unknown" | "idle";
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
            state: components["schemas"]["ReadingState"];
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
         * ReadingState
         * @description A remark on a reading.
         * @enum {string}
         */
        ReadingState: "measured" | "corrected" | "late" | "length_unknown" | "ahead";
        /**
         * ReadingVersion
         * @description A value that another has replaced.
         */
        ReadingVersion: {
            /** Energy Kwh */
            energy_kwh: number;
            /** Interval S */
            interval_s: number | null;
            /**
             * Superseded At
             * Format: date-time
             */
            superseded_at: string;
        };
        /**
         * ReasonCount
         * @description How many readings were rejected for one reason, by what became of them.
         *
         *     ``counted`` are those beyond the ones that are kept of each sender and hour.
         */
        ReasonCount: {
            /** Counted */
            counted: number;
            /** Discarded */
            discarded: number;
            /**
             * Last Rejected At
             * Format: date-time
             */
            last_rejected_at: string;
            /** Open */
            open: number;
            /** Reason */
            reason: string;
            /** Refused Again */
            refused_again: number;
            /** Replayed */
            replayed: number;
            /** Set Aside */
            set_aside: number;
        };
        /**
         * ReasonCounts
         * @description All reasons, the one with the most unsettled readings first.
         */
        ReasonCounts: {
            /** Items */
            items: components["schemas"]["ReasonCount"][];
        };
        /**
         * RejectedRow
         * @description A row that is refused, and why.
         */
        RejectedRow: {
            /** Detail */
            detail: string;
            /** Line */
            line: number;
            /** Reason */
            reason: string;
        };
        /**
         * Rejection
         * @description A refused reading: why, what it was, and what became of it.
         */
        Rejection: {
            /** Body */
            body: string;
            /** Detail */
            detail: string;
            /**
             * Id
             * @description Names it in requests: its source and its place in the message.
             */
            id: string;
            /** @description `http`: refused at the intake, which told the sender. It cannot be replayed. */
            origin: components["schemas"]["Origin"];
            /** Reason */
            reason: string;
            /**
             * Rejected At
             * Format: date-time
             */
            rejected_at: string;
            /** Replay Count */
            replay_count: number;
            /** Sender */
            sender: string | null;
            /** Settled At */
            settled_at: string | null;
            /**
             * Settled By
             * @description Who replayed or discarded it last.
             */
            settled_by: string | null;
            /** Settled By Name */
            settled_by_name: string | null;
            /** Source */
            source: number;
            /** Source Index */
            source_index: number;
            state: components["schemas"]["RejectionState"];
        };
        /**
         * RejectionChoice
         * @description Some by name, or all unsettled ones a filter fits (an empty filter: all there are).
         */
        RejectionChoice: {
            filter?: components["schemas"]["RejectionFilter"] | null;
            /** Ids */
            ids?: string[] | null;
        };
        /**
         * RejectionFilter
         * @description Which refusals are meant; what is not given does not matter.
         */
        RejectionFilter: {
            /** Reason */
            reason?: string | null;
            /** Rejected From */
            rejected_from?: string | null;
            /** Rejected To */
            rejected_to?: string | null;
            /** Sender */
            sender?: string | null;
            state?: components["schemas"]["RejectionState"] | null;
        };
        /**
         * RejectionPage
         * @description A page of rejections, and how many there are in all.
         */
        RejectionPage: {
            /**
             * Counted
             * @description How many more there were, beyond those that are kept of each sender and hour.
             */
            counted: number;
            /** Items */
            items: components["schemas"]["Rejection"][];
            /**
             * Total
             * @description How many are kept. Of a search: how many of the newest 50,000 hold the text.
             */
            total: number;
        };
        /**
         * RejectionState
         * @description What became of a refused reading.
         * @enum {string}
         */
        RejectionState: "open" | "refused_again" | "replayed" | "set_aside" | "discarded";
        /**
         * RemoveRange
         * @description Readings become missing; registers are passed over, the energy between others stays.
         */
        RemoveRange: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "remove";
            /**
             * From
             * Format: date-time
             */
            from: string;
            /**
             * Of
             * @default readings
             * @enum {string}
             */
            of?: "readings" | "registers";
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
            /**
             * To
             * Format: date-time
             * @description The first moment that is left alone.
             */
            to: string;
        };
        /**
         * Replayed
         * @description What came of a replay.
         */
        Replayed: {
            /** Refused Again */
            refused_again: number;
            /**
             * Remaining
             * @description What the filter fits and this call did not come to, counted up to 20,000.
             */
            remaining: number;
            /**
             * Replayed
             * @description Stored now, or found stored already.
             */
            replayed: number;
            /**
             * Set Aside
             * @description Their device is not registered; they wait for it.
             */
            set_aside: number;
        };
        /**
         * ScaleRange
         * @description What the meter reported from ``from`` to before ``to`` is multiplied by ``factor``.
         */
        ScaleRange: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "scale";
            /** Factor */
            factor: number | string;
            /**
             * From
             * Format: date-time
             */
            from: string;
            /**
             * Of
             * @default readings
             * @enum {string}
             */
            of?: "readings" | "registers";
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
            /**
             * To
             * Format: date-time
             * @description The first moment that is left alone.
             */
            to: string;
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
         * SetReading
         * @description One reading, or one register, gets another value; one that is missing is put in.
         */
        SetReading: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "set";
            /** Energy Kwh */
            energy_kwh?: number | string | null;
            /**
             * Interval S
             * @description Of a reading; None: as it was, or the device's own.
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
            /** Register Kwh */
            register_kwh?: number | string | null;
        };
        /**
         * Stamps
         * @description The end of its interval that a time refers to.
         * @enum {string}
         */
        Stamps: "start" | "end";
        /**
         * StartOptions
         * @description The same, and what happens where another value is stored.
         */
        StartOptions: {
            /**
             * Conflicts
             * @description What becomes of stored values the file contradicts.
             * @default keep
             * @enum {string}
             */
            conflicts?: "keep" | "replace";
            /**
             * Dates
             * @description The order of day and month in dates that are not ISO 8601.
             */
            dates?: ("dmy" | "mdy") | null;
            /** Decimals */
            decimals?: ("point" | "comma") | null;
            /**
             * File Name
             * @default upload.csv
             */
            file_name?: string;
            /** Interval S */
            interval_s?: number | null;
            kind?: components["schemas"]["ImportKind"] | null;
            /** @description Which end of the interval they name. */
            stamps?: components["schemas"]["Stamps"] | null;
            /**
             * Time Column
             * @description Name, or number from 1.
             */
            time_column?: string | null;
            /**
             * Time Zone
             * @description IANA name, of times without offset; the device's by default.
             */
            time_zone?: string | null;
            unit?: components["schemas"]["Unit"] | null;
            /**
             * Value Column
             * @description Name, or number from 1.
             */
            value_column?: string | null;
        };
        /**
         * SwapMeter
         * @description The meter was replaced: what the old one showed last, and the new one first.
         */
        SwapMeter: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "swap";
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** New First Kwh */
            new_first_kwh: number | string;
            /** Old Last Kwh */
            old_last_kwh: number | string;
            /**
             * Reason
             * @description Kept on record.
             */
            reason: string;
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
            state: components["schemas"]["HourState"];
        };
        /**
         * TypicalHour
         * @description The mean of an hour of the day, of those hours that are covered in full.
         */
        TypicalHour: {
            /**
             * Day
             * @description Weekend: Saturday and Sunday.
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
             * @description None where no such hour is covered in full.
             */
            mean_kwh: number | null;
        };
        /**
         * UnderstoodRow
         * @description A row as it would be stored: the start of its interval; of a register its moment.
         */
        UnderstoodRow: {
            /** Line */
            line: number;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
            /** Value Kwh */
            value_kwh: number;
        };
        /**
         * Unit
         * @description The unit of the values of a file. kW is the mean power of an interval.
         * @enum {string}
         */
        Unit: "Wh" | "kWh" | "MWh" | "kW";
        /**
         * UsedMapping
         * @description How the file was read, as told or guessed. Columns count from 1.
         */
        UsedMapping: {
            /**
             * Clock Column
             * @description Where the time of day stands, if apart.
             */
            clock_column: number | null;
            /**
             * Dates
             * @enum {string}
             */
            dates: "iso" | "dmy" | "mdy";
            /**
             * Decimals
             * @enum {string}
             */
            decimals: "point" | "comma";
            /** Delimiter */
            delimiter: string;
            /** Has Header */
            has_header: boolean;
            /** Interval S */
            interval_s: number | null;
            kind: components["schemas"]["ImportKind"];
            stamps: components["schemas"]["Stamps"];
            /** Time Column */
            time_column: number;
            /** Time Zone */
            time_zone: string;
            unit: components["schemas"]["Unit"];
            /** Value Column */
            value_column: number;
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
    get_alerts: {
        parameters: {
            query?: {
                device_id?: string | null;
                /** @description Only raised, or only retracted. */
                raised?: boolean | null;
                /** @description Only raised ones nobody took note of, or only others. */
                unacknowledged?: boolean | null;
                from?: string | null;
                /** @description Exclusive. */
                to?: string | null;
                /** @description Part of a text. */
                search?: string | null;
                sort?: "hour" | "-hour" | "device" | "-device" | "energy" | "-energy" | "changed_at" | "-changed_at";
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    acknowledge_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    withdraw_acknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_clocks_ahead: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_range_consumption: {
        parameters: {
            query: {
                /** @description Instead of an Accept header: `csv` or `ndjson` stream. */
                format?: components["schemas"]["Format"] | null;
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
            /** @description As you know it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_corrections: {
        parameters: {
            query?: {
                device_id?: string | null;
                /** @description Part of a text. */
                search?: string | null;
                sort?: "made_at" | "-made_at" | "device" | "-device" | "difference" | "-difference";
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    undo_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    preview_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_attention: {
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
                    "application/json": components["schemas"]["DeviceAttention"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    make_correction: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    preview_correction: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    choose_early_warning: {
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
                    "application/json": components["schemas"]["DeviceAttention"];
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
    drop_early_warning: {
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
                    "application/json": components["schemas"]["DeviceAttention"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    start_import: {
        parameters: {
            query?: {
                file_name?: string;
                unit?: components["schemas"]["Unit"] | null;
                /** @description IANA name, of times without offset; the device's by default. */
                time_zone?: string | null;
                /** @description Which end of the interval they name. */
                stamps?: components["schemas"]["Stamps"] | null;
                kind?: components["schemas"]["ImportKind"] | null;
                interval_s?: number | null;
                decimals?: ("point" | "comma") | null;
                /** @description The order of day and month in dates that are not ISO 8601. */
                dates?: ("dmy" | "mdy") | null;
                /** @description Name, or number from 1. */
                time_column?: string | null;
                /** @description Name, or number from 1. */
                value_column?: string | null;
                /** @description What becomes of stored values the file contradicts. */
                conflicts?: "keep" | "replace";
            };
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        /** @description The file as it is; delimited text with one row per reading. */
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    preview_import: {
        parameters: {
            query?: {
                file_name?: string;
                unit?: components["schemas"]["Unit"] | null;
                /** @description IANA name, of times without offset; the device's by default. */
                time_zone?: string | null;
                /** @description Which end of the interval they name. */
                stamps?: components["schemas"]["Stamps"] | null;
                kind?: components["schemas"]["ImportKind"] | null;
                interval_s?: number | null;
                decimals?: ("point" | "comma") | null;
                /** @description The order of day and month in dates that are not ISO 8601. */
                dates?: ("dmy" | "mdy") | null;
                /** @description Name, or number from 1. */
                time_column?: string | null;
                /** @description Name, or number from 1. */
                value_column?: string | null;
            };
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        /** @description The file as it is; delimited text with one row per reading. */
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    begin_maintenance: {
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
                    "application/json": components["schemas"]["DeviceAttention"];
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
    end_maintenance: {
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
                    "application/json": components["schemas"]["DeviceAttention"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_owners: {
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
                    "application/json": components["schemas"]["Owners"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_readings: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                limit?: number;
                /** @description Instead of an Accept header: `csv` or `ndjson` stream. */
                format?: components["schemas"]["Format"] | null;
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_early_warnings: {
        parameters: {
            query?: {
                device_id?: string | null;
                /** @description Part of a text. */
                search?: string | null;
                sort?: "hour" | "-hour" | "device" | "-device" | "energy" | "-energy";
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_imports: {
        parameters: {
            query?: {
                device_id?: string | null;
                /** @description Part of a text. */
                search?: string | null;
                sort?: "made_at" | "-made_at" | "device" | "-device" | "rows" | "-rows";
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    undo_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_latest: {
        parameters: {
            query?: {
                device_id?: string | null;
                /** @description Part of a text. */
                search?: string | null;
                sort?: "name" | "-name";
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_peaks: {
        parameters: {
            query: {
                /** @description The first day. */
                from: string;
                /** @description The day after the last; one day if left out. */
                to?: string | null;
                /** @description Which devices; left out: all. */
                device_id?: string[] | null;
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_rejections: {
        parameters: {
            query?: {
                /** @description Part of a text. */
                search?: string | null;
                sort?: "rejected_at" | "-rejected_at" | "reason" | "-reason" | "sender" | "-sender";
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
                offset?: number;
                reason?: string | null;
                sender?: string | null;
                state?: components["schemas"]["RejectionState"] | null;
                /** @description Refused from */
                from?: string | null;
                /** @description Refused before */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_counted_rejections: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
                offset?: number;
                reason?: string | null;
                sender?: string | null;
                state?: components["schemas"]["RejectionState"] | null;
                /** @description Refused from */
                from?: string | null;
                /** @description Refused before */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_rejection_counts: {
        parameters: {
            query?: {
                reason?: string | null;
                sender?: string | null;
                state?: components["schemas"]["RejectionState"] | null;
                /** @description Refused from */
                from?: string | null;
                /** @description Refused before */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    get_set_aside: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description How many to leave out, from the first on. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    discard_set_aside: {
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
                    "application/json": components["schemas"]["Discarded"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
