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
         * List devices refused at the broker
         * @description Devices whose secret was right and that the broker refused nevertheless, newest first.
         *
         *     They used another device's MQTT client identifier, had too many connections, or were over
         *     their quota. The list starts empty with each start of `auth`. Administrators only.
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
         * Get a device credential
         * @description Return whether the device has a credential, and when it was issued and last used.
         *
         *     The secret isn't kept and can't be shown again. Administrators, and the owner who manages
         *     the device.
         */
        get: operations["read_device_credential"];
        put?: never;
        /**
         * Issue or rotate a device credential
         * @description Return a new secret, which is shown this once.
         *
         *     The device logs in with its identifier as username and the secret as password: over AMQP,
         *     over MQTT, and over HTTP with basic authentication. Rotating ends the old secret and its
         *     connections at once. Administrators, and the owner who manages the device.
         */
        post: operations["issue_device_credential"];
        /**
         * Revoke a device credential
         * @description End the device's connections and refuse its secret from now on.
         *
         *     Administrators, and the owner who manages the device.
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
         * Get the signing keys
         * @description Return the public keys (JWKS, RFC 7517) that verify access tokens.
         *
         *     Keys that will sign soon are included. Cache them for five minutes, and for longer while
         *     they can't be fetched.
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
         * List locked usernames
         * @description Usernames that are locked after too many wrong passwords, and until when.
         *
         *     A lock holds for logins from unknown browsers only. Names that no user has are locked too.
         *     Administrators only.
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
         * Log in
         * @description Start a session and return an access token.
         *
         *     Ten wrong passwords in a row lock a username for five minutes; every refusal is answered
         *     alike. Wrong passwords from a browser in which this user has logged in before, or from a
         *     program that sends its `client_token`, are counted separately, so that a stranger who
         *     guesses doesn't lock the user out.
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
         * Log out
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
         * Change one's password
         * @description Change the caller's password and end all their other sessions.
         *
         *     After ten wrong present passwords in a row the session is refused for five minutes.
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
         * Refresh the access token
         * @description Exchange the refresh token for a new one and a new access token.
         *
         *     It is sent by cookie or in the body, and the new one is returned the same way. Using an old
         *     refresh token again ends the session; only within a few seconds it returns the same
         *     successor.
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
         * @description Create a client account, which can log in at once, where registration is open.
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
         * Check whether registration is open
         * @description Return whether people may register themselves, or only administrators add them.
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
         * Reset a password with a one-time token
         * @description Set a new password and end all of the user's sessions. Needs no login.
         *
         *     Every fault of a token is answered alike.
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
         * List one's sessions
         * @description The caller's sessions.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /**
         * End all other sessions
         * @description End all of the caller's sessions except the present one.
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
         * End a session
         * @description End one of the caller's sessions.
         *
         *     Its access tokens are refused within seconds, and its sockets are closed.
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
         * Unlock a username
         * @description Lift the lock of a user's username, wherever the wrong passwords came from.
         *
         *     Administrators only.
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
         * Issue a password reset link
         * @description Return a one-time link with which the user sets a new password. Administrators only.
         *
         *     It is valid for a day, replaces earlier ones, and is shown this once.
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
         * List the sessions of a user
         * @description The sessions of a user. Administrators only.
         */
        get: operations["list_user_sessions"];
        put?: never;
        post?: never;
        /**
         * End all sessions of a user
         * @description End all sessions of a user. Administrators only.
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
         * @description The state of a device's credential: whether there is one, and since when.
         */
        CredentialView: {
            /**
             * Exists
             * @description Whether there is one.
             */
            exists: boolean;
            /**
             * Issued At
             * @description When it was issued, UTC.
             */
            issued_at?: string | null;
            /**
             * Issued By
             * @description The user who issued it; null where the platform itself did.
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
         * IssuedCredentialView
         * @description A device's credential with its secret, which is shown only once.
         */
        IssuedCredentialView: {
            /**
             * Issued At
             * Format: date-time
             * @description When it was issued, UTC.
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
            /**
             * Keys
             * @description The keys, as JSON web keys (Ed25519).
             */
            keys: {
                [key: string]: unknown;
            }[];
        };
        /**
         * LockPageView
         * @description A page of locked usernames.
         */
        LockPageView: {
            /**
             * Items
             * @description The entries.
             */
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
             * @description When the last wrong password came, UTC.
             */
            last_failure_at: string;
            /**
             * Locked Until
             * Format: date-time
             * @description When the lock ends, UTC.
             */
            locked_until: string;
            /**
             * User Id
             * @description Who bears the name; null if nobody does.
             */
            user_id: string | null;
            /**
             * Username
             * @description The username that is locked.
             */
            username: string;
        };
        /**
         * Login
         * @description A login.
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
             * @description The password.
             */
            password: string;
            /**
             * Refresh In
             * @description Where to put the refresh token: a browser wants a cookie.
             *
             *     - `cookie`: In an HttpOnly cookie, for browsers.
             *     - `body`: In the body, for programs.
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
            /**
             * Username
             * @description The user's login name.
             */
            username: string;
        };
        /**
         * PasswordChange
         * @description The current password and the new one.
         * @example {
         *       "new_password": "another long pass phrase",
         *       "old_password": "a long pass phrase"
         *     }
         */
        PasswordChange: {
            /**
             * New Password
             * Format: password
             * @description The new password.
             */
            new_password: string;
            /**
             * Old Password
             * Format: password
             * @description The present password.
             */
            old_password: string;
        };
        /**
         * PasswordReset
         * @description A one-time token and the password to set.
         * @example {
         *       "new_password": "another long pass phrase",
         *       "token": "pNp8w2Yk3vJm6Qr9sT1u"
         *     }
         */
        PasswordReset: {
            /**
             * New Password
             * Format: password
             * @description The new password.
             */
            new_password: string;
            /**
             * Token
             * Format: password
             * @description The token of the one-time link.
             */
            token: string;
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
         * RefreshToken
         * @description A refresh token, for callers that keep it themselves.
         * @example {
         *       "refresh_token": "pNp8w2Yk3vJm6Qr9sT1u"
         *     }
         */
        RefreshToken: {
            /**
             * Refresh Token
             * Format: password
             * @description The refresh token, which is good once.
             */
            refresh_token: string;
        };
        /**
         * Refusal
         * @description The reason why an authenticated device was refused or disconnected.
         *
         *     - `foreign_client_id`: It connected over MQTT with a client identifier that isn't its own.
         *     - `too_many_connections`: It has as many connections as a device may have.
         *     - `over_quota`: It sent more than its quota.
         * @enum {string}
         */
        Refusal: "foreign_client_id" | "too_many_connections" | "over_quota";
        /**
         * RefusedDeviceList
         * @description The latest rejections at the broker, newest first, since `auth` was started.
         */
        RefusedDeviceList: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["RefusedDeviceView"][];
        };
        /**
         * RefusedDeviceView
         * @description A device with the right secret that was denied or disconnected.
         */
        RefusedDeviceView: {
            /**
             * Count
             * @description How often, since `first_at`.
             */
            count: number;
            /**
             * Detail
             * @description One sentence in English that says what is wrong.
             */
            detail: string;
            /**
             * Device Id
             * Format: uuid
             * @description The device's identifier.
             */
            device_id: string;
            /**
             * First At
             * Format: date-time
             * @description When the first one came, UTC.
             */
            first_at: string;
            /**
             * Last At
             * Format: date-time
             * @description When the last one came, UTC.
             */
            last_at: string;
            /** @description Why, as a stable name or as a sentence. */
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
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Password
             * Format: password
             * @description The password.
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
         * @description The state of self-registration.
         */
        RegistrationView: {
            /**
             * Open
             * @description Whether people may register themselves.
             */
            open: boolean;
        };
        /**
         * ResetView
         * @description A one-time link, which is shown only once.
         */
        ResetView: {
            /**
             * Expires At
             * Format: date-time
             * @description When it expires, UTC.
             */
            expires_at: string;
            /**
             * Path
             * @description Where the link leads on this platform. The token is behind the #, which browsers keep to themselves, so that no log ever holds it.
             */
            path: string;
            /**
             * Token
             * @description The one-time token.
             */
            token: string;
            /**
             * Username
             * @description The user's login name.
             */
            username: string;
        };
        /**
         * Role
         * @description Role of a user. Order of privilege: ADMIN above CLIENT.
         *
         *     - `ADMIN`: An administrator.
         *     - `CLIENT`: A client: sees what is theirs.
         * @enum {string}
         */
        Role: "ADMIN" | "CLIENT";
        /**
         * SessionEntry
         * @description A session.
         */
        SessionEntry: {
            /**
             * Address
             * @description Address it was last used from; null if unknown.
             */
            address: string | null;
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
             * @description Its identifier.
             */
            id: string;
            /**
             * Last Used At
             * Format: date-time
             * @description When it last fetched an access token.
             */
            last_used_at: string;
            /**
             * Started At
             * Format: date-time
             * @description When it started, UTC.
             */
            started_at: string;
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
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["SessionEntry"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * SessionUser
         * @description The user of a session.
         */
        SessionUser: {
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /** @description The user's role. */
            role: components["schemas"]["Role"];
            /**
             * Username
             * @description The user's login name.
             */
            username: string;
        };
        /**
         * SessionView
         * @description An access token and its lifetime.
         */
        SessionView: {
            /**
             * Access Token
             * @description The access token (a JWT): send it as `Authorization: Bearer …`.
             */
            access_token: string;
            /**
             * Client Token
             * @description Only after a login that asked for it. Keep it like a password, and send it with the next login; it is no login by itself.
             */
            client_token?: string | null;
            /**
             * Expires In S
             * @description How long the access token is good, in seconds.
             */
            expires_in_s: number;
            /**
             * Refresh Token
             * @description Only where it was asked for in the body; good once.
             */
            refresh_token?: string | null;
            /**
             * Token Type
             * @description How to send the access token.
             * @default Bearer
             * @constant
             */
            token_type?: "Bearer";
            /** @description The user who logged in. */
            user: components["schemas"]["SessionUser"];
        };
        /**
         * SessionsEnded
         * @description The number of sessions that were ended.
         */
        SessionsEnded: {
            /**
             * Ended
             * @description How many sessions were ended.
             */
            ended: number;
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
        /** @description - `bad_credentials`: The username or password is wrong, or the username is locked. The response doesn't say. */
        bad_credentials: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "bad_credentials";
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
        /** @description - `device_not_found`: The device doesn't exist or was deleted. */
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
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `old_password_wrong`: The current password is wrong, or was guessed too often in the last five minutes.
         *     - `password_refused`: The password is too weak.
         */
        "invalid_request-or-old_password_wrong-or-password_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "old_password_wrong" | "password_refused";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `password_refused`: The password is too weak.
         */
        "invalid_request-or-password_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "password_refused";
                };
            };
        };
        /**
         * @description - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `password_refused`: The password is too weak.
         *     - `reset_refused`: The one-time token is unknown, used or expired. The response doesn't say which.
         */
        "invalid_request-or-password_refused-or-reset_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "invalid_request" | "password_refused" | "reset_refused";
                };
            };
        };
        /**
         * @description - `logins_busy`: Too many passwords are waiting to be checked, in total or from this address.
         *     - `unavailable`: A part of the platform that the answer needs can't be reached at the moment.
         */
        "logins_busy-or-unavailable": {
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
                    code?: "logins_busy" | "unavailable";
                };
            };
        };
        /** @description - `registration_closed`: Self-registration is closed on this platform. */
        registration_closed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "registration_closed";
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
        /** @description - `session_ended`: The session of the access token was ended, such as by a logout or a new password. */
        session_ended: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "session_ended";
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
        /** @description - `session_not_found`: The caller has no such session. */
        session_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "session_not_found";
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
        /** @description - `user_not_found`: No user has this identifier, or the caller may not see them. */
        user_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "user_not_found";
                };
            };
        };
        /** @description - `username_taken`: Another user has this username. */
        username_taken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "username_taken";
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_device_credential: {
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
                    "application/json": components["schemas"]["CredentialView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    issue_device_credential: {
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCredentialView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["device_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    revoke_device_credential: {
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
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_locks: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /** @description Part of a username. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `username`: ascending
                 *     - `-username`: descending
                 *     - `failures`: ascending
                 *     - `-failures`: descending
                 *     - `last_failure_at`: ascending
                 *     - `-last_failure_at`: descending
                 *     - `locked_until`: ascending
                 *     - `-locked_until`: descending
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["bad_credentials"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["logins_busy-or-unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-old_password_wrong-or-password_refused"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["logins_busy-or-unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            403: components["responses"]["registration_closed"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["username_taken"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-password_refused"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["logins_busy-or-unavailable"];
            default: components["responses"]["anywhere"];
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
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request-or-password_refused-or-reset_refused"];
            429: components["responses"]["too_many_requests"];
            503: components["responses"]["logins_busy-or-unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /** @description Part of a browser's name or an address. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `started_at`: ascending
                 *     - `-started_at`: descending
                 *     - `last_used_at`: ascending
                 *     - `-last_used_at`: descending
                 *     - `expires_at`: ascending
                 *     - `-expires_at`: descending
                 *     - `user_agent`: ascending
                 *     - `-user_agent`: descending
                 *     - `address`: ascending
                 *     - `-address`: descending
                 */
                sort?: "started_at" | "-started_at" | "last_used_at" | "-last_used_at" | "expires_at" | "-expires_at" | "user_agent" | "-user_agent" | "address" | "-address";
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The session's identifier.
                 * @example 018f0000-0000-4000-8000-000000000004
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["session_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    unlock_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's identifier.
                 * @example 018f0000-0000-4000-8000-000000000002
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["user_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    issue_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's identifier.
                 * @example 018f0000-0000-4000-8000-000000000002
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["user_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_user_sessions: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /** @description Part of a browser's name or an address. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `started_at`: ascending
                 *     - `-started_at`: descending
                 *     - `last_used_at`: ascending
                 *     - `-last_used_at`: descending
                 *     - `expires_at`: ascending
                 *     - `-expires_at`: descending
                 *     - `user_agent`: ascending
                 *     - `-user_agent`: descending
                 *     - `address`: ascending
                 *     - `-address`: descending
                 */
                sort?: "started_at" | "-started_at" | "last_used_at" | "-last_used_at" | "expires_at" | "-expires_at" | "user_agent" | "-user_agent" | "address" | "-address";
            };
            header?: never;
            path: {
                /**
                 * @description The user's identifier.
                 * @example 018f0000-0000-4000-8000-000000000002
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    end_user_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's identifier.
                 * @example 018f0000-0000-4000-8000-000000000002
                 */
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
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
