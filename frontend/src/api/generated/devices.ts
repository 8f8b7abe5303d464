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
         * List devices
         * @description All devices for an administrator, their own for a client.
         */
        get: operations["list_devices"];
        put?: never;
        /**
         * Create a device
         * @description Add a device, with or without an owner. Administrators only.
         */
        post: operations["create_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/claim-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List claim codes
         * @description Codes that nobody used, also expired ones, newest first. Administrators only.
         */
        get: operations["list_claim_codes"];
        put?: never;
        /**
         * Issue claim codes
         * @description Return a code for each device, by which a client claims it. Administrators only.
         *
         *     An earlier code of the device is no longer valid. If one device can't get a code, none does.
         */
        post: operations["issue_claim_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a device
         * @description Make a device the caller's, which they may change, by its code.
         *
         *     Every code that isn't valid gets the same answer. Attempts are limited per caller.
         */
        post: operations["claim_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether you can add devices
         * @description Return whether clients add devices here, how many, and the caller's requests.
         */
        get: operations["read_own_devices"];
        put?: never;
        /**
         * Add a device of your own
         * @description Add a device that the caller owns and may change, or request it.
         *
         *     Which of both is a setting of the platform.
         */
        post: operations["add_own_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests for devices
         * @description Requests that wait for a decision, oldest first. Administrators only.
         */
        get: operations["list_device_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/requests/{device_request_id}": {
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
         * Withdraw a request for a device
         * @description Remove a request of the caller, decided or not.
         */
        delete: operations["withdraw_device_request"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/requests/{device_request_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a request for a device
         * @description Add the device, which its client owns and may change. Administrators only.
         */
        post: operations["approve_device_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/requests/{device_request_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a request for a device
         * @description Reject a request; its client sees that it was rejected. Administrators only.
         */
        post: operations["reject_device_request"];
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
         * Get a device
         * @description Any device for an administrator, their own for a client.
         */
        get: operations["read_device"];
        put?: never;
        post?: never;
        /**
         * Delete a device
         * @description Delete a device for good. Its history stays; its further readings are rejected.
         *
         *     Administrators, and the owner who added the device.
         */
        delete: operations["delete_device"];
        options?: never;
        head?: never;
        /**
         * Change a device
         * @description Change some fields of a device. A new limit holds from the hour of the change on.
         *
         *     Administrators, and who manages the device.
         */
        patch: operations["edit_device"];
        trace?: never;
    };
    "/api/devices/{device_id}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a channel to a device
         * @description Add what a device measures beside the electricity it takes from the grid.
         *
         *     With a formula it is calculated from other channels instead, for who isn't an administrator
         *     from those of this device. Readings that waited for this channel are stored. What it
         *     measures can't be changed later. Administrators, and who manages the device.
         */
        post: operations["add_channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/channels/{code}": {
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
         * Remove a channel
         * @description Remove a channel for good. Its history stays; its further readings are rejected.
         *
         *     Administrators, and who manages the device.
         */
        delete: operations["remove_channel"];
        options?: never;
        head?: never;
        /**
         * Change a channel
         * @description Change a channel's name or limit. A new limit holds from the hour of the change on.
         *
         *     Administrators, and who manages the device.
         */
        patch: operations["edit_channel"];
        trace?: never;
    };
    "/api/devices/{device_id}/channels/{code}/formula": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the formula of a calculated channel
         * @description Replace what a calculated channel is calculated from. Its history is calculated again.
         *
         *     Administrators only.
         */
        put: operations["change_formula"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/channels/{code}/part-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a channel a part of another one
         * @description Say that another meter measures this channel's energy, too: this one is a submeter.
         *
         *     A total counts it once. Administrators only.
         */
        put: operations["set_whole"];
        post?: never;
        /**
         * Make a channel a part of no other
         * @description Say that no other meter measures this channel's energy. Administrators only.
         */
        delete: operations["clear_whole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/claim-code": {
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
         * Revoke a claim code
         * @description Revoke the code of a device, if it has one. Administrators only.
         */
        delete: operations["revoke_claim_code"];
        options?: never;
        head?: never;
        patch?: never;
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
         * Set a device's owner
         * @description Give a device to a user.
         *
         *     Giving it to its owner again changes nothing. Administrators only.
         */
        put: operations["assign_device"];
        post?: never;
        /**
         * Remove a device's owner
         * @description Take a device from its owner, or give it back.
         *
         *     Administrators, and the owner who manages the device.
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
         * ChannelCreation
         * @description A new channel of a device.
         * @example {
         *       "code": "2.8.0",
         *       "label": "To the grid"
         *     }
         */
        ChannelCreation: {
            /**
             * Code
             * @description Code of the channel, or its OBIS code: import, export, production, consumption, each also by tariff register (import-t1 or 1.8.1); gas, water, hot-water, heat, cooling; or a code of your own.
             */
            code: string;
            /**
             * Direction
             * @description Direction; if left out, what the code says.
             *
             *     - `import`: Taken from the network.
             *     - `export`: Fed into the network.
             *     - `production`: Made behind the meter.
             *     - `consumption`: Used behind the meter.
             */
            direction?: ("import" | "export" | "production" | "consumption") | null;
            /**
             * Formula
             * @description For a calculated channel, which has no readings of its own: what it is calculated from. Null: it is measured.
             */
            formula?: components["schemas"]["Step"][] | null;
            /**
             * Kind
             * @description Kind of energy; if left out, what the code says.
             *
             *     - `electricity`: Electrical energy.
             *     - `gas`: Gas, by volume or by energy.
             *     - `water`: Water, by volume.
             *     - `heat`: Heat from a network or a heat pump.
             *     - `cooling`: Cold from a network or a chiller.
             */
            kind?: ("electricity" | "gas" | "water" | "heat" | "cooling") | null;
            /**
             * Label
             * @description A name of your own for it.
             */
            label?: string | null;
            /**
             * Max Consumption
             * @description Limit in the channel's unit per clock hour; null for none.
             */
            max_consumption?: number | null;
            /**
             * Tariff
             * @description Tariff register of its direction, such as T1.
             */
            tariff?: string | null;
            /**
             * Unit
             * @description Unit it measures in; if left out, the usual one of its kind.
             *
             *     - `kWh`: Kilowatt-hours.
             *     - `m3`: Cubic metres.
             *     - `L`: Litres.
             *     - `GJ`: Gigajoules.
             */
            unit?: ("kWh" | "m3" | "L" | "GJ") | null;
        };
        /**
         * ChannelEdit
         * @description What to change about a channel; what is left out stays as it is.
         * @example {
         *       "max_consumption": 5
         *     }
         */
        ChannelEdit: {
            /**
             * Label
             * @description A name of your own for it.
             */
            label?: string | null;
            /**
             * Max Consumption
             * @description Limit in the channel's unit per clock hour; null for none.
             */
            max_consumption?: number | null;
        };
        /**
         * ChannelView
         * @description A channel of a device.
         */
        ChannelView: {
            /**
             * Calculated
             * @description True: it follows from others, and has no readings.
             */
            calculated: boolean;
            /**
             * Code
             * @description Names the channel among those of its device.
             */
            code: string;
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
             * Formula
             * @description What it is calculated from; null: it is measured, or calculated from devices that the caller may not see.
             */
            formula: components["schemas"]["StepView"][] | null;
            /**
             * Id
             * Format: uuid
             * @description That of the device for the channel import.
             */
            id: string;
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
             * Label
             * @description A name that people gave it.
             */
            label: string | null;
            /**
             * Max Consumption
             * @description Limit in the channel's unit per clock hour.
             */
            max_consumption: number | null;
            /**
             * Obis
             * @description OBIS code of IEC 62056-61; null: it has none.
             */
            obis: string | null;
            /** @description The channel whose meter measures this one's energy, too; null: none that the caller may see. */
            part_of: components["schemas"]["WholeView"] | null;
            /**
             * Removed
             * @description True: its history stays, new readings are rejected.
             */
            removed: boolean;
            /**
             * Tariff
             * @description Tariff register of its direction; null: all of it.
             */
            tariff: string | null;
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
         * ClaimCodeIssue
         * @description The devices for which to issue claim codes, and for how long they are valid.
         * @example {
         *       "device_ids": [
         *         "018f0000-0000-4000-8000-000000000003"
         *       ],
         *       "valid_days": 30
         *     }
         */
        ClaimCodeIssue: {
            /**
             * Device Ids
             * @description The devices' identifiers.
             */
            device_ids: string[];
            /**
             * Valid Days
             * @description Validity of the codes, in days.
             * @default 30
             */
            valid_days?: number;
        };
        /**
         * ClaimCodePage
         * @description A page of claim codes.
         */
        ClaimCodePage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ClaimCodeView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * ClaimCodeView
         * @description The claim code of a device, without the code itself.
         */
        ClaimCodeView: {
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
             * Expires At
             * Format: date-time
             * @description When it expires, UTC.
             */
            expires_at: string;
            /**
             * Issued At
             * Format: date-time
             * @description When it was issued, UTC.
             */
            issued_at: string;
        };
        /**
         * DeviceClaim
         * @description The code by which to claim a device.
         * @example {
         *       "code": "7KQM-2X9P-VB4T-0DHE"
         *     }
         */
        DeviceClaim: {
            /**
             * Code
             * @description The code; case, spaces and hyphens don't matter.
             */
            code: string;
        };
        /**
         * DeviceCreation
         * @description A new device.
         * @example {
         *       "max_consumption": 2.5,
         *       "name": "Heat pump",
         *       "reporting_interval_s": 1800,
         *       "time_zone": "Europe/London"
         *     }
         */
        DeviceCreation: {
            /**
             * Description
             * @description Free text about it; null: none.
             */
            description?: string | null;
            /**
             * Formula
             * @description For a virtual device, which has no meter: what its channel import is calculated from. Null: it is measured.
             */
            formula?: components["schemas"]["Step"][] | null;
            /**
             * Id
             * @description Chosen by the server if left out.
             */
            id?: string | null;
            /**
             * Max Consumption
             * @description The limit per clock hour, in kWh; null: none.
             */
            max_consumption?: number | null;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Owner Id
             * @description The user who owns it; null: nobody.
             */
            owner_id?: string | null;
            /**
             * Reporting Interval S
             * @description How often the device reports, in seconds; null: unknown.
             */
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
         * @description The changes to a device; an omitted field is unchanged.
         * @example {
         *       "max_consumption": 3
         *     }
         */
        DeviceEdit: {
            /**
             * Description
             * @description Free text about it; null: none.
             */
            description?: string | null;
            /**
             * Max Consumption
             * @description The limit per clock hour, in kWh; null: none.
             */
            max_consumption?: number | null;
            /**
             * Name
             * @description Its name.
             */
            name?: string;
            /**
             * Reporting Interval S
             * @description How often the device reports, in seconds; null: unknown.
             */
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
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["DeviceView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * DeviceRequestPage
         * @description A page of requests.
         */
        DeviceRequestPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["DeviceRequestView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * DeviceRequestView
         * @description A device that a client would like to add.
         */
        DeviceRequestView: {
            /**
             * Description
             * @description Free text about it; null: none.
             */
            description: string | null;
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Max Consumption
             * @description Limit in kWh per clock hour.
             */
            max_consumption: number | null;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Rejected At
             * @description When an administrator rejected it, UTC; null: not rejected.
             */
            rejected_at: string | null;
            /**
             * Reporting Interval S
             * @description How often the device reports, in seconds; null: unknown.
             */
            reporting_interval_s: number | null;
            /**
             * Requested At
             * Format: date-time
             * @description When the client asked for it, UTC.
             */
            requested_at: string;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /**
             * User Id
             * Format: uuid
             * @description The user's identifier.
             */
            user_id: string;
            /**
             * User Name
             * @description The name of the client who asked for it.
             */
            user_name: string;
        };
        /**
         * DeviceView
         * @description A metering device.
         */
        DeviceView: {
            /**
             * Added By
             * @description The client who added it, who may delete it while they manage it.
             */
            added_by: string | null;
            /**
             * Channels
             * @description What it measures: the channel import first, then the others as added.
             */
            channels: components["schemas"]["ChannelView"][];
            /**
             * Created At
             * Format: date-time
             * @description When it was created, UTC.
             */
            created_at: string;
            /**
             * Description
             * @description Free text about it; null: none.
             */
            description: string | null;
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Managed By Owner
             * @description True if its owner may change it; otherwise only administrators may.
             */
            managed_by_owner: boolean;
            /**
             * Max Consumption
             * @description Limit in kWh per clock hour.
             */
            max_consumption: number | null;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Owned Since
             * @description Null with an owner: theirs from the first reading on.
             */
            owned_since: string | null;
            /**
             * Owner Id
             * @description The user who owns it; null: nobody.
             */
            owner_id: string | null;
            /**
             * Reporting Interval S
             * @description How often the device reports, in seconds; null: unknown.
             */
            reporting_interval_s: number | null;
            /**
             * Time Zone
             * @description Name of the time zone in the IANA database, such as `Europe/Bucharest`.
             */
            time_zone: string;
            /**
             * Version
             * @description Grows by one with every change.
             */
            version: number;
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
         * FormulaChange
         * @description The whole formula of a calculated channel.
         * @example {
         *       "steps": [
         *         {
         *           "terms": [
         *             {
         *               "channel": "import",
         *               "device_id": "5f0d1c9e-3d0b-4c57-9a63-0b8f6c1e7a21"
         *             },
         *             {
         *               "channel": "export",
         *               "device_id": "5f0d1c9e-3d0b-4c57-9a63-0b8f6c1e7a21",
         *               "factor": -1
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        FormulaChange: {
            /**
             * Steps
             * @description What the channel is calculated from: each step holds until the next begins.
             */
            steps: components["schemas"]["Step"][];
        };
        /**
         * IssuedCodeView
         * @description A new claim code, which is returned only once.
         */
        IssuedCodeView: {
            /**
             * Code
             * @description Returned only once; only its hash is stored.
             */
            code: string;
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
             * Expires At
             * Format: date-time
             * @description When it expires, UTC.
             */
            expires_at: string;
            /**
             * Issued At
             * Format: date-time
             * @description When it was issued, UTC.
             */
            issued_at: string;
        };
        /**
         * IssuedCodes
         * @description New claim codes, in the order of the request.
         */
        IssuedCodes: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["IssuedCodeView"][];
        };
        /**
         * OwnDeviceAdded
         * @description The new device, or the request that waits for an administrator.
         */
        OwnDeviceAdded: {
            /** @description The new device; null: it waits for an administrator. */
            device: components["schemas"]["DeviceView"] | null;
            /** @description The request; null: the device was added. */
            request: components["schemas"]["DeviceRequestView"] | null;
        };
        /**
         * OwnDeviceCreation
         * @description A new device of the caller.
         * @example {
         *       "max_consumption": 3,
         *       "name": "Home",
         *       "time_zone": "Europe/Bucharest"
         *     }
         */
        OwnDeviceCreation: {
            /**
             * Description
             * @description Free text about it; null: none.
             */
            description?: string | null;
            /**
             * Max Consumption
             * @description The limit per clock hour, in kWh; null: none.
             */
            max_consumption?: number | null;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Reporting Interval S
             * @description How often the device reports, in seconds; null: unknown.
             */
            reporting_interval_s?: number | null;
            /**
             * Time Zone
             * @description Time zone of the device's clock hours.
             * @default UTC
             */
            time_zone?: string;
        };
        /**
         * OwnDevicesView
         * @description What the caller may add, and has requested.
         */
        OwnDevicesView: {
            /**
             * Mode
             * @description `open`: clients add devices; `approval`: an administrator approves each; `closed`: only administrators add devices.
             *
             *     - `open`: Clients add devices.
             *     - `approval`: Clients request devices, and an administrator approves each.
             *     - `closed`: Only administrators add devices.
             * @enum {string}
             */
            mode: "open" | "approval" | "closed";
            /**
             * Most Devices
             * @description The most devices of one client.
             */
            most_devices: number;
            /**
             * Requests
             * @description The caller's requests, oldest first.
             */
            requests: components["schemas"]["DeviceRequestView"][];
            /**
             * Used
             * @description The caller's own devices and requests.
             */
            used: number;
        };
        /**
         * OwnerAssignment
         * @description The new owner of a device, and the start of ownership.
         * @example {
         *       "user_id": "018f0000-0000-4000-8000-000000000002"
         *     }
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
             * @description The user's identifier.
             */
            user_id: string;
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
         * Step
         * @description What a channel is calculated from, from a moment on.
         */
        Step: {
            /**
             * Since
             * @description The step holds from this hour on, until the next one begins; null: from the first reading on.
             */
            since?: string | null;
            /**
             * Terms
             * @description The channels that are added, each by its factor.
             */
            terms: components["schemas"]["Term"][];
        };
        /**
         * StepView
         * @description What a channel is calculated from, from a moment on.
         */
        StepView: {
            /**
             * Since
             * @description Null: from the first reading on.
             */
            since: string | null;
            /**
             * Terms
             * @description The channels that are added, each by its factor.
             */
            terms: components["schemas"]["TermView"][];
        };
        /**
         * Term
         * @description A channel in a formula.
         */
        Term: {
            /**
             * Channel
             * @description Code or OBIS code of the channel.
             * @default import
             */
            channel?: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device of the channel.
             */
            device_id: string;
            /**
             * Factor
             * @description What the values are multiplied by; null where it isn't a scaling.
             */
            factor?: number | null;
        };
        /**
         * TermView
         * @description A channel in a formula.
         */
        TermView: {
            /**
             * Channel
             * @description Code of the channel.
             */
            channel: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device of the channel.
             */
            device_id: string;
            /**
             * Factor
             * @description By which its quantity is multiplied.
             */
            factor: number;
        };
        /**
         * Whole
         * @description The channel that another one is a part of.
         * @example {
         *       "channel": "import",
         *       "device_id": "5f0d1c9e-3d0b-4c57-9a63-0b8f6c1e7a21"
         *     }
         */
        Whole: {
            /**
             * Channel
             * @description Code or OBIS code of its channel.
             * @default import
             */
            channel?: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device of the main meter.
             */
            device_id: string;
        };
        /**
         * WholeView
         * @description The channel that another one is a part of.
         */
        WholeView: {
            /**
             * Channel
             * @description Code of its channel.
             */
            channel: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device of the main meter.
             */
            device_id: string;
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
        /**
         * @description - `channel_exists`: The device has, or had, a channel of this code.
         *     - `formula_circular`: The channel would be calculated from itself, or through more formulas than may follow.
         */
        "channel_exists-or-formula_circular": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_exists" | "formula_circular";
                };
            };
        };
        /** @description - `channel_is_fixed`: The channel ``import`` belongs to every device: its limit is that of the device. */
        channel_is_fixed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_is_fixed";
                };
            };
        };
        /**
         * @description - `channel_is_fixed`: The channel ``import`` belongs to every device: its limit is that of the device.
         *     - `used_in_formula`: Other channels are calculated from this one.
         */
        "channel_is_fixed-or-used_in_formula": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_is_fixed" | "used_in_formula";
                };
            };
        };
        /**
         * @description - `channel_is_measured`: The channel is measured by a meter: it can't become a calculated one.
         *     - `formula_circular`: The channel would be calculated from itself, or through more formulas than may follow.
         */
        "channel_is_measured-or-formula_circular": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_is_measured" | "formula_circular";
                };
            };
        };
        /**
         * @description - `channel_not_found`: The device has no such channel, or it was removed.
         *     - `device_not_found`: The device doesn't exist, or it isn't the caller's.
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
         * @description - `channel_unclear`: It isn't clear what the channel measures, or its parts contradict each other.
         *     - `factor_needed`: A part is measured in another unit, and no factor says what one of it comes to.
         *     - `formula_invalid`: The formula has no steps or terms, or says two things for one moment.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `limit_not_supported`: Only channels that are measured in kWh have limits and alerts.
         *     - `part_unknown`: A formula names a channel that doesn't exist.
         *     - `too_many_channels`: The device has as many channels as a device can have.
         */
        "channel_unclear-or-factor_needed-or-formula_invalid-or-invalid_request-or-limit_not_supported-or-part_unknown-or-too_many_channels": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "channel_unclear" | "factor_needed" | "formula_invalid" | "invalid_request" | "limit_not_supported" | "part_unknown" | "too_many_channels";
                };
            };
        };
        /**
         * @description - `claim_code_invalid`: No device can be claimed by this code.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `owner_unknown`: No active user has this identifier.
         */
        "claim_code_invalid-or-invalid_request-or-owner_unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "claim_code_invalid" | "invalid_request" | "owner_unknown";
                };
            };
        };
        /** @description - `device_exists`: Another device has, or had, this identifier. */
        device_exists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "device_exists";
                };
            };
        };
        /**
         * @description - `device_not_deletable`: The caller owns the device, but an administrator added it.
         *     - `used_in_formula`: Other channels are calculated from this one.
         */
        "device_not_deletable-or-used_in_formula": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "device_not_deletable" | "used_in_formula";
                };
            };
        };
        /** @description - `device_not_found`: The device doesn't exist, or it isn't the caller's. */
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
        /** @description - `device_owned`: A device has an owner, so nobody can claim it. */
        device_owned: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "device_owned";
                };
            };
        };
        /** @description - `device_request_not_found`: There is no such request, it isn't the caller's, or it was decided. */
        device_request_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "device_request_not_found";
                };
            };
        };
        /**
         * @description - `factor_needed`: A part is measured in another unit, and no factor says what one of it comes to.
         *     - `formula_invalid`: The formula has no steps or terms, or says two things for one moment.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `owner_unknown`: No active user has this identifier.
         *     - `part_unknown`: A formula names a channel that doesn't exist.
         */
        "factor_needed-or-formula_invalid-or-invalid_request-or-owner_unknown-or-part_unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "factor_needed" | "formula_invalid" | "invalid_request" | "owner_unknown" | "part_unknown";
                };
            };
        };
        /**
         * @description - `factor_needed`: A part is measured in another unit, and no factor says what one of it comes to.
         *     - `formula_invalid`: The formula has no steps or terms, or says two things for one moment.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `part_unknown`: A formula names a channel that doesn't exist.
         */
        "factor_needed-or-formula_invalid-or-invalid_request-or-part_unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "factor_needed" | "formula_invalid" | "invalid_request" | "part_unknown";
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
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `limit_not_supported`: Only channels that are measured in kWh have limits and alerts.
         */
        "invalid_request-or-limit_not_supported": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "limit_not_supported";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `owner_unknown`: No active user has this identifier.
         */
        "invalid_request-or-owner_unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "owner_unknown";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `owner_unknown`: No active user has this identifier.
         *     - `ownership_in_future`: `since` is in the future.
         */
        "invalid_request-or-owner_unknown-or-ownership_in_future": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "owner_unknown" | "ownership_in_future";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `whole_differs`: The two channels are of different kinds of energy, or of different units.
         *     - `whole_unknown`: The channel that another should be a part of doesn't exist.
         */
        "invalid_request-or-whole_differs-or-whole_unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "whole_differs" | "whole_unknown";
                };
            };
        };
        /** @description - `own_devices_closed`: Clients can't add devices on this platform. */
        own_devices_closed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "own_devices_closed";
                };
            };
        };
        /** @description - `past_of_others`: The device had another owner, whose hours the change would recalculate. */
        past_of_others: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "past_of_others";
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
        /** @description - `submeter_circular`: The channel would be a part of itself, or too many submeters deep. */
        submeter_circular: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "submeter_circular";
                };
            };
        };
        /** @description - `too_many_devices`: The client has as many devices, or added as many within a day, as one may have. */
        too_many_devices: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "too_many_devices";
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
    list_devices: {
        parameters: {
            query?: {
                /**
                 * @description Only devices of this user.
                 * @example 018f0000-0000-4000-8000-000000000002
                 */
                owner_id?: string | null;
                /** @description True: only devices without an owner; false: only those with one. */
                unassigned?: boolean | null;
                /** @description Part of a name or description, or how the id begins. */
                search?: string | null;
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `name`: ascending
                 *     - `-name`: descending
                 *     - `owner`: ascending
                 *     - `-owner`: descending
                 *     - `max_consumption`: ascending
                 *     - `-max_consumption`: descending
                 *     - `reporting_interval_s`: ascending
                 *     - `-reporting_interval_s`: descending
                 *     - `time_zone`: ascending
                 *     - `-time_zone`: descending
                 *     - `created_at`: ascending
                 *     - `-created_at`: descending
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["device_exists"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["factor_needed-or-formula_invalid-or-invalid_request-or-owner_unknown-or-part_unknown"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_claim_codes: {
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
                    "application/json": components["schemas"]["ClaimCodePage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    issue_claim_codes: {
        parameters: {
            query?: {
                /** @description Format of the answer, in place of an Accept header. */
                format?: components["schemas"]["Format"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimCodeIssue"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCodes"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["device_owned"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    claim_device: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceClaim"];
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["claim_code_invalid-or-invalid_request-or-owner_unknown"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_own_devices: {
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
                    "application/json": components["schemas"]["OwnDevicesView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    add_own_device: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnDeviceCreation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnDeviceAdded"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["own_devices_closed"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["too_many_devices"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-owner_unknown"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_device_requests: {
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
                    "application/json": components["schemas"]["DeviceRequestPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    withdraw_device_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the request for a device. */
                device_request_id: string;
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
            404: components["responses"]["device_request_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    approve_device_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the request for a device. */
                device_request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_request_not_found"];
            422: components["responses"]["invalid_request-or-owner_unknown"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    reject_device_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the request for a device. */
                device_request_id: string;
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
            404: components["responses"]["device_request_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_device: {
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
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    delete_device: {
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
            404: components["responses"]["device_not_found"];
            409: components["responses"]["device_not_deletable-or-used_in_formula"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    edit_device: {
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["past_of_others"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    add_channel: {
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
                "application/json": components["schemas"]["ChannelCreation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_exists-or-formula_circular"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["channel_unclear-or-factor_needed-or-formula_invalid-or-invalid_request-or-limit_not_supported-or-part_unknown-or-too_many_channels"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    remove_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
                /**
                 * @description Code of the channel, unique in its device.
                 * @example export
                 */
                code: string;
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
            404: components["responses"]["channel_not_found-or-device_not_found"];
            409: components["responses"]["channel_is_fixed-or-used_in_formula"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    edit_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
                /**
                 * @description Code of the channel, unique in its device.
                 * @example export
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelEdit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_is_fixed"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-limit_not_supported"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    change_formula: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
                /**
                 * @description Code of the channel, unique in its device.
                 * @example export
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormulaChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["channel_is_measured-or-formula_circular"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["factor_needed-or-formula_invalid-or-invalid_request-or-part_unknown"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    set_whole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
                /**
                 * @description Code of the channel, unique in its device.
                 * @example export
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Whole"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["channel_not_found-or-device_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["submeter_circular"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-whole_differs-or-whole_unknown"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    clear_whole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The device's identifier.
                 * @example 018f0000-0000-4000-8000-000000000003
                 */
                device_id: string;
                /**
                 * @description Code of the channel, unique in its device.
                 * @example export
                 */
                code: string;
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
            404: components["responses"]["channel_not_found-or-device_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    revoke_claim_code: {
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
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    assign_device: {
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-owner_unknown-or-ownership_in_future"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    free_device: {
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
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
