// Generated from schemas/openapi/auth.json by scripts/api.mjs.

export interface paths {
    "/api/auth/devices/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Refused Devices
         * @description List devices that were refused at the broker although their secret is right.
         *
         *     Under a foreign MQTT client identifier, with too many connections, or over their quota.
         */
        get: operations["list_refused_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/devices/{device_id}/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Device Credential
         * @description Whether a device has a credential, since when, and when it was last used.
         */
        get: operations["read_device_credential"];
        put?: never;
        /**
         * Issue Device Credential
         * @description Issue a device's credential, or rotate it; administrators only.
         *
         *     The device logs in with its identifier as username and the secret as password: over AMQP,
         *     over MQTT, and over HTTP by basic authentication. Rotating ends the old secret and the
         *     connections made with it at once.
         */
        post: operations["issue_device_credential"];
        /**
         * Revoke Device Credential
         * @description Revoke a device's credential; its connections end at once.
         */
        delete: operations["revoke_device_credential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/jwks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Keys
         * @description The public keys that verify access tokens, those that will sign soon included.
         *
         *     Keep them for five minutes, and for as long as they can't be fetched again.
         */
        get: operations["read_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/locks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Locks
         * @description A page of the usernames that are locked at this moment, and until when.
         *
         *     A lock holds for logins from unknown browsers only, and for names nobody bears as well.
         */
        get: operations["list_locks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Begin a session.
         *
         *     Ten wrong passwords in a row lock a username for five minutes. Every refusal reads alike.
         *     Wrong ones from a browser this person has logged in from before, or from a program that shows
         *     its `client_token`, are counted apart, so that a stranger who guesses does not keep them out.
         *     With too many passwords waiting to be checked it is a 503 with `Retry-After`.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End the session, if there is one. Its access tokens are refused within seconds.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change the caller's password. All their other sessions end.
         *
         *     Ten wrong present passwords in a row refuse the session that gave them for five minutes.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Trade the refresh token for the next one and an access token.
         *
         *     It comes by cookie or in the body, and its successor goes back the same way. Using an old
         *     one again ends the session, except for a moment, in which it gives the same successor.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Register as a client, who can log in at once, where registration is open.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Registration
         * @description Whether people may register themselves, or are added by administrators only.
         */
        get: operations["read_registration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Password
         * @description Set a new password by a one-time link. All sessions of the person end.
         *
         *     Whatever is wrong with a link, the answer reads alike.
         */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description A page of the caller's own sessions.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /**
         * End Other Sessions
         * @description End all the caller's sessions but the one that asks.
         */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{session_id}": {
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
         * End Session
         * @description End one of the caller's sessions.
         *
         *     Its access tokens are refused everywhere within seconds, and its open sockets end.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/users/{user_id}/lock": {
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
         * Unlock User
         * @description Lift the lock of a person's username, wherever the wrong passwords came from.
         */
        delete: operations["unlock_user"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/users/{user_id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Reset
         * @description Issue a one-time link by which a person sets a new password.
         *
         *     It is good for a day, replaces any issued before, and is shown this once.
         */
        post: operations["issue_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/users/{user_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List User Sessions
         * @description A page of anybody's sessions, for administrators.
         */
        get: operations["list_user_sessions"];
        put?: never;
        post?: never;
        /**
         * End User Sessions
         * @description End all sessions of a person.
         */
        delete: operations["end_user_sessions"];
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
         * CredentialView
         * @description Whether a device has a credential, and since when.
         */
        CredentialView: {
            /** Exists */
            exists: boolean;
            /** Issued At */
            issued_at?: string | null;
            /**
             * Issued By
             * @description The administrator; null where the platform itself did.
             */
            issued_by?: string | null;
            /**
             * Last Used At
             * @description To the minute, for connections and readings over HTTP.
             */
            last_used_at?: string | null;
            /**
             * Username
             * @description The device's identifier.
             */
            username: string;
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
         * IssuedCredentialView
         * @description A device's credential with its secret, which is shown this once.
         */
        IssuedCredentialView: {
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /**
             * Secret
             * @description Not kept anywhere: note it now, or issue another.
             */
            secret: string;
            /**
             * Username
             * @description The device's identifier.
             */
            username: string;
        };
        /**
         * KeySetView
         * @description A JSON web key set (RFC 7517), public parts only.
         */
        KeySetView: {
            /** Keys */
            keys: {
                [key: string]: unknown;
            }[];
        };
        /**
         * LockPageView
         * @description A page of locked usernames.
         */
        LockPageView: {
            /** Items */
            items: components["schemas"]["LockView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * LockView
         * @description A username that is locked after too many wrong passwords.
         */
        LockView: {
            /**
             * Failures
             * @description Wrong passwords in a row.
             */
            failures: number;
            /**
             * Last Failure At
             * Format: date-time
             */
            last_failure_at: string;
            /**
             * Locked Until
             * Format: date-time
             */
            locked_until: string;
            /**
             * User Id
             * @description Who bears the name; null if nobody does.
             */
            user_id: string | null;
            /** Username */
            username: string;
        };
        /**
         * Login
         * @description What a person knows.
         * @example {
         *       "password": "a long pass phrase",
         *       "username": "ada"
         *     }
         */
        Login: {
            /**
             * Client Token
             * @description What an earlier login was given. Wrong passwords of strangers then do not lock this caller out.
             */
            client_token?: string | null;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Refresh In
             * @description Where to put the refresh token: a browser wants a cookie.
             * @default cookie
             * @enum {string}
             */
            refresh_in?: "cookie" | "body";
            /**
             * Remember Client
             * @description Asks for a `client_token`, with `refresh_in` body. A browser always has a cookie like it.
             * @default false
             */
            remember_client?: boolean;
            /** Username */
            username: string;
        };
        /**
         * PasswordChange
         * @description The password as it is, and as it is to be.
         */
        PasswordChange: {
            /**
             * New Password
             * Format: password
             */
            new_password: string;
            /**
             * Old Password
             * Format: password
             */
            old_password: string;
        };
        /**
         * PasswordReset
         * @description A one-time token, and the password it is to set.
         */
        PasswordReset: {
            /**
             * New Password
             * Format: password
             */
            new_password: string;
            /**
             * Token
             * Format: password
             */
            token: string;
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
         * RefreshToken
         * @description A refresh token, for callers that keep it themselves.
         */
        RefreshToken: {
            /**
             * Refresh Token
             * Format: password
             */
            refresh_token: string;
        };
        /**
         * Refusal
         * @description The reason why an authenticated device was refused or disconnected.
         * @enum {string}
         */
        Refusal: "foreign_client_id" | "too_many_connections" | "over_quota";
        /**
         * RefusedDeviceList
         * @description The latest refusals at the broker, newest first; since `auth` was started.
         */
        RefusedDeviceList: {
            /** Items */
            items: components["schemas"]["RefusedDeviceView"][];
        };
        /**
         * RefusedDeviceView
         * @description A device that showed its secret and was not let in, or was put out.
         */
        RefusedDeviceView: {
            /**
             * Count
             * @description How often, since `first_at`.
             */
            count: number;
            /** Detail */
            detail: string;
            /**
             * Device Id
             * Format: uuid
             */
            device_id: string;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            reason: components["schemas"]["Refusal"];
        };
        /**
         * Registration
         * @description A person who wants to use the platform.
         * @example {
         *       "name": "Ada Lovelace",
         *       "password": "a long pass phrase",
         *       "username": "ada"
         *     }
         */
        Registration: {
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Username
             * @description Login name: letters, digits and . _ @ + -, unique in whatever case.
             */
            username: string;
        };
        /**
         * RegistrationView
         * @description Whether people may register themselves.
         */
        RegistrationView: {
            /** Open */
            open: boolean;
        };
        /**
         * ResetView
         * @description A one-time link; it is shown this once.
         */
        ResetView: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Path
             * @description Where the link leads on this platform. The token is behind the #, which browsers keep to themselves, so that no log ever holds it.
             */
            path: string;
            /** Token */
            token: string;
            /** Username */
            username: string;
        };
        /**
         * Role
         * @description Role of a person. Order of privilege: ADMIN above CLIENT.
         * @enum {string}
         */
        Role: "ADMIN" | "CLIENT";
        /**
         * SessionEntry
         * @description A login that lasts.
         */
        SessionEntry: {
            /**
             * Address
             * @description Address it was last used from; null if unknown.
             */
            address: string | null;
            /**
             * Begun At
             * Format: date-time
             */
            begun_at: string;
            /**
             * Current
             * @description Whether it is the session that asks.
             */
            current: boolean;
            /**
             * Expires At
             * Format: date-time
             * @description When it ends unless it is used before.
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Used At
             * Format: date-time
             * @description When it last fetched an access token.
             */
            last_used_at: string;
            /**
             * User Agent
             * @description Browser as it names itself; null if unknown.
             */
            user_agent: string | null;
        };
        /**
         * SessionPageView
         * @description A page of sessions.
         */
        SessionPageView: {
            /** Items */
            items: components["schemas"]["SessionEntry"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * SessionUser
         * @description Whose session it is.
         */
        SessionUser: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Username */
            username: string;
        };
        /**
         * SessionView
         * @description An access token, and when to come for the next.
         */
        SessionView: {
            /** Access Token */
            access_token: string;
            /**
             * Client Token
             * @description Only after a login that asked for it. Keep it like a password, and send it with the next login; it is no login by itself.
             */
            client_token?: string | null;
            /** Expires In S */
            expires_in_s: number;
            /**
             * Refresh Token
             * @description Only where it was asked for in the body; good once.
             */
            refresh_token?: string | null;
            /**
             * Token Type
             * @default Bearer
             * @constant
             */
            token_type?: "Bearer";
            user: components["schemas"]["SessionUser"];
        };
        /**
         * SessionsEnded
         * @description How many sessions were ended.
         */
        SessionsEnded: {
            /** Ended */
            ended: number;
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
    list_refused_devices: {
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
                    "application/json": components["schemas"]["RefusedDeviceList"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_device_credential: {
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
                    "application/json": components["schemas"]["CredentialView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    issue_device_credential: {
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCredentialView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    revoke_device_credential: {
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
    read_keys: {
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
                    "application/json": components["schemas"]["KeySetView"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_locks: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Part of a username. */
                search?: string | null;
                sort?: "username" | "-username" | "failures" | "-failures" | "last_failure_at" | "-last_failure_at" | "locked_until" | "-locked_until";
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
                    "application/json": components["schemas"]["LockPageView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
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
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshToken"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshToken"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
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
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionUser"];
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
    read_registration: {
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
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Part of a browser's name or an address. */
                search?: string | null;
                sort?: "begun_at" | "-begun_at" | "last_used_at" | "-last_used_at" | "expires_at" | "-expires_at" | "user_agent" | "-user_agent" | "address" | "-address";
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
                    "application/json": components["schemas"]["SessionPageView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_other_sessions: {
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
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
    unlock_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
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
    issue_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
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
                    "application/json": components["schemas"]["ResetView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_user_sessions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Part of a browser's name or an address. */
                search?: string | null;
                sort?: "begun_at" | "-begun_at" | "last_used_at" | "-last_used_at" | "expires_at" | "-expires_at" | "user_agent" | "-user_agent" | "address" | "-address";
            };
            header?: never;
            path: {
                user_id: string;
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
                    "application/json": components["schemas"]["SessionPageView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_user_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
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
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
