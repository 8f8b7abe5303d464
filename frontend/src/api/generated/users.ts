// Generated from schemas/openapi/users.json by scripts/api.mjs.

export interface paths {
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description All users. Administrators only.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Create a user
         * @description Add a user, who can log in at once: as a whole, or not at all.
         *
         *     Needs an administrator's token, or the one-time bootstrap token while the platform has no
         *     administrator.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List acts on the audit log
         * @description Acts, newest first. Administrators only.
         *
         *     As CSV or JSON lines the answer is a stream of all acts that match, whatever `limit` says.
         */
        get: operations["list_acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/audit/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record an act of the simulation
         * @description For the simulator, with the token of the administrator who acted.
         *
         *     The act is recorded as that administrator's, and has to be one of the simulation.
         */
        post: operations["report_simulation_act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current user
         * @description The user who bears the token.
         */
        get: operations["read_current_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List looks at one's data
         * @description Administrators who looked at the caller's data: once per administrator, kind and hour.
         */
        get: operations["list_looks_at_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a user
         * @description The caller, or anybody for an administrator.
         */
        get: operations["read_user"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description Delete a user for good. The username is free again, and their devices have no owner.
         *
         *     Administrators only.
         */
        delete: operations["delete_user"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Change a user's name, username, role or status. Administrators only.
         *
         *     The last active administrator can't be demoted or suspended.
         */
        patch: operations["edit_user"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountStatus
         * @description The state of an account: only an active one may use the platform.
         *
         *     - `active`: May log in.
         *     - `suspended`: May not log in.
         *     - `deleted`: Was deleted.
         * @enum {string}
         */
        AccountStatus: "active" | "suspended" | "deleted";
        /**
         * ActPage
         * @description A page of acts, newest first.
         */
        ActPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["ActView"][];
            /**
             * Next
             * @description `after` of the next page; null on the last.
             */
            next: string | null;
        };
        /**
         * ActView
         * @description One act.
         */
        ActView: {
            /**
             * Action
             * @description Stable name, such as `device.limit_changed`.
             */
            action: string;
            /** @description Who did it. */
            actor: components["schemas"]["ActorView"];
            /**
             * Address
             * @description As the gateway reported it; null if it reported none.
             */
            address: string | null;
            /**
             * After
             * @description The same fields as they are since.
             */
            after: {
                [key: string]: string | number | boolean | string[] | null;
            } | null;
            /**
             * Before
             * @description The fields that changed, as they were.
             */
            before: {
                [key: string]: string | number | boolean | string[] | null;
            } | null;
            /**
             * Count
             * @description How often, where several were taken together.
             */
            count: number;
            /**
             * Id
             * Format: uuid
             * @description Its identifier.
             */
            id: string;
            /**
             * Occurred At
             * Format: date-time
             * @description When it happened, UTC.
             */
            occurred_at: string;
            /** @description How it ended. */
            outcome: components["schemas"]["Outcome"];
            /**
             * Request Id
             * @description Identifier of the request, in the log of every service that served it.
             */
            request_id: string | null;
            /**
             * Service
             * @description The service.
             */
            service: string;
            /** @description What it was done to; null: nothing in particular. */
            subject: components["schemas"]["SubjectView"] | null;
            /**
             * User Agent
             * @description The caller's program, as it named itself; null: unknown.
             */
            user_agent: string | null;
        };
        /**
         * ActorView
         * @description The actor, by name at the time.
         */
        ActorView: {
            /**
             * Id
             * @description The user's identifier; null: not a user.
             */
            id: string | null;
            /**
             * Kind
             * @description `user`, `operator` (of the machine) or `stranger`.
             */
            kind: string;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /** @description The role at the time; null: not a user. */
            role: components["schemas"]["Role"] | null;
            /**
             * Username
             * @description The user's login name.
             */
            username: string;
        };
        /**
         * AuditAction
         * @description The action of an act. The names are stable: filters and exports rely on them.
         *
         *     - `login.succeeded`: Logged in.
         *     - `login.failed`: Login refused.
         *     - `login.locked`: Username locked.
         *     - `logout`: Logged out.
         *     - `session.ended`: Session ended.
         *     - `session.others_ended`: Other sessions ended.
         *     - `session.token_reused`: Session ended: token used twice.
         *     - `password.changed`: Password changed.
         *     - `password.reset_issued`: Password link issued.
         *     - `password.reset`: Password set by link.
         *     - `user.registered`: Registered.
         *     - `user.created`: User created.
         *     - `user.changed`: User changed.
         *     - `user.role_changed`: Role changed.
         *     - `user.suspended`: User suspended.
         *     - `user.restored`: User restored.
         *     - `user.deleted`: User deleted.
         *     - `user.unlocked`: Username unlocked.
         *     - `user.sessions_ended`: Sessions of a user ended.
         *     - `device.created`: Device registered.
         *     - `device.changed`: Device changed.
         *     - `device.limit_changed`: Limit changed.
         *     - `device.assigned`: Device assigned.
         *     - `device.freed`: Device taken from its owner.
         *     - `device.deleted`: Device deleted.
         *     - `device.claimed`: Device claimed by a code.
         *     - `claim_code.issued`: Claim code of a device issued.
         *     - `claim_code.revoked`: Claim code of a device revoked.
         *     - `device_request.rejected`: Request for a device rejected.
         *     - `channel.added`: Channel added to a device.
         *     - `channel.part_of_changed`: A channel became a part of another, or no longer is.
         *     - `channel.formula_changed`: Formula of a calculated channel changed.
         *     - `channel.changed`: Channel changed.
         *     - `channel.removed`: Channel removed from a device.
         *     - `device_credential.issued`: Device credential issued.
         *     - `device_credential.revoked`: Device credential revoked.
         *     - `correction.made`: Correction made.
         *     - `correction.undone`: Correction undone.
         *     - `import.started`: Import started.
         *     - `import.undone`: Import undone.
         *     - `rejections.replayed`: Rejections replayed.
         *     - `rejections.discarded`: Rejections discarded.
         *     - `pending_readings.discarded`: Pending readings discarded.
         *     - `alert.acknowledged`: Alert acknowledged.
         *     - `alert.reopened`: Acknowledgement withdrawn.
         *     - `maintenance.started`: Maintenance started.
         *     - `maintenance.ended`: Maintenance ended.
         *     - `strategy.changed`: Strategy changed.
         *     - `quota.changed`: Quota of a device changed.
         *     - `quota.removed`: Quota of a device removed.
         *     - `readings.reported`: Readings reported.
         *     - `conversation.taken_over`: Conversation taken over.
         *     - `conversation.handed_back`: Conversation handed back.
         *     - `conversation.answered`: Message to a client.
         *     - `conversation.human_requested`: Human requested.
         *     - `conversation.closed`: Conversation closed.
         *     - `conversation.reopened`: Conversation reopened.
         *     - `note.added`: Note added.
         *     - `canned_reply.saved`: Canned reply saved.
         *     - `canned_reply.deleted`: Canned reply deleted.
         *     - `rule.created`: Rule created.
         *     - `rule.changed`: Rule changed.
         *     - `rule.deleted`: Rule deleted.
         *     - `rules.reordered`: Rules reordered.
         *     - `unanswered.settled`: Unanswered question settled.
         *     - `simulation.changed`: Simulation changed.
         *     - `simulation.meter_added`: Simulated meter added.
         *     - `simulation.meter_removed`: Simulated meter removed.
         *     - `simulation.overconsumption_forced`: Overconsumption forced.
         *     - `copies.resent`: Copies sent again.
         *     - `copies.buried`: Copies removed.
         *     - `dead_letters.replayed`: Dead letters replayed.
         *     - `dead_letters.discarded`: Dead letters discarded.
         *     - `signing_key.rotated`: Signing key rotated.
         *     - `signing_key.others_revoked`: Signing keys revoked and replaced.
         *     - `platform.scaled`: Replicas scaled.
         *     - `platform.part_stopped`: Part stopped.
         *     - `platform.part_started`: Part started.
         *     - `look.devices`: An administrator looked at a client's devices.
         *     - `look.consumption`: An administrator looked at a client's consumption.
         *     - `look.alerts`: An administrator looked at a client's alerts.
         *     - `look.conversation`: An administrator looked at a client's conversation.
         *     - `look.sessions`: An administrator looked at a client's sessions.
         * @enum {string}
         */
        AuditAction: "login.succeeded" | "login.failed" | "login.locked" | "logout" | "session.ended" | "session.others_ended" | "session.token_reused" | "password.changed" | "password.reset_issued" | "password.reset" | "user.registered" | "user.created" | "user.changed" | "user.role_changed" | "user.suspended" | "user.restored" | "user.deleted" | "user.unlocked" | "user.sessions_ended" | "device.created" | "device.changed" | "device.limit_changed" | "device.assigned" | "device.freed" | "device.deleted" | "device.claimed" | "claim_code.issued" | "claim_code.revoked" | "device_request.rejected" | "channel.added" | "channel.part_of_changed" | "channel.formula_changed" | "channel.changed" | "channel.removed" | "device_credential.issued" | "device_credential.revoked" | "correction.made" | "correction.undone" | "import.started" | "import.undone" | "rejections.replayed" | "rejections.discarded" | "pending_readings.discarded" | "alert.acknowledged" | "alert.reopened" | "maintenance.started" | "maintenance.ended" | "strategy.changed" | "quota.changed" | "quota.removed" | "readings.reported" | "conversation.taken_over" | "conversation.handed_back" | "conversation.answered" | "conversation.human_requested" | "conversation.closed" | "conversation.reopened" | "note.added" | "canned_reply.saved" | "canned_reply.deleted" | "rule.created" | "rule.changed" | "rule.deleted" | "rules.reordered" | "unanswered.settled" | "simulation.changed" | "simulation.meter_added" | "simulation.meter_removed" | "simulation.overconsumption_forced" | "copies.resent" | "copies.buried" | "dead_letters.replayed" | "dead_letters.discarded" | "signing_key.rotated" | "signing_key.others_revoked" | "platform.scaled" | "platform.part_stopped" | "platform.part_started" | "look.devices" | "look.consumption" | "look.alerts" | "look.conversation" | "look.sessions";
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
         * LookPage
         * @description The looks at the caller's data, newest first.
         */
        LookPage: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["LookView"][];
            /**
             * Next
             * @description `after` of the next page; null on the last.
             */
            next: string | null;
        };
        /**
         * LookView
         * @description An administrator looked at the caller's data, once or more within the hour that began.
         */
        LookView: {
            /**
             * Administrator
             * @description The name at the time; null where the platform shows the role only.
             */
            administrator: string | null;
            /**
             * At
             * Format: date-time
             * @description The first look of the hour.
             */
            at: string;
            /**
             * What
             * @description `devices`, `consumption`, `alerts`, `conversation`, `sessions`.
             */
            what: string;
        };
        /**
         * Outcome
         * @description The outcome of an act. REFUSED: it was not allowed. FAILED: the platform couldn't do it.
         *
         *     - `done`: It was done.
         *     - `refused`: The platform refused it.
         *     - `failed`: The platform could not do it.
         * @enum {string}
         */
        Outcome: "done" | "refused" | "failed";
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
         * Role
         * @description Role of a user. Order of privilege: ADMIN above CLIENT.
         *
         *     - `ADMIN`: An administrator.
         *     - `CLIENT`: A client: sees what is theirs.
         * @enum {string}
         */
        Role: "ADMIN" | "CLIENT";
        /**
         * SimulationAct
         * @description An administrator's act on the simulation.
         * @example {
         *       "action": "simulation.changed",
         *       "after": {
         *         "is_running": true
         *       },
         *       "subject": {
         *         "kind": "simulation"
         *       }
         *     }
         */
        SimulationAct: {
            /** @description What was done. */
            action: components["schemas"]["AuditAction"];
            /**
             * After
             * @description The fields that changed, as they are since; null: none.
             */
            after?: {
                [key: string]: string | number | boolean | string[] | null;
            } | null;
            /** @description What it was done to; null: nothing in particular. */
            subject?: components["schemas"]["SubjectGiven"] | null;
        };
        /**
         * SubjectGiven
         * @description The object of the act.
         * @example {
         *       "id": "018f0000-0000-4000-8000-000000000003",
         *       "kind": "device",
         *       "name": "Heat pump"
         *     }
         */
        SubjectGiven: {
            /**
             * Id
             * @description Its identifier; may be empty.
             * @default
             */
            id?: string;
            /**
             * Kind
             * @description Its kind, such as `device`.
             */
            kind: string;
            /**
             * Name
             * @description Its name; may be empty.
             * @default
             */
            name?: string;
        };
        /**
         * SubjectView
         * @description The object, by name at the time.
         */
        SubjectView: {
            /**
             * Id
             * @description Its identifier.
             */
            id: string;
            /**
             * Kind
             * @description Its kind, such as `device`.
             */
            kind: string;
            /**
             * Name
             * @description Its name.
             */
            name: string;
        };
        /**
         * UserCreation
         * @description A new user.
         * @example {
         *       "name": "Ada Lovelace",
         *       "password": "a long pass phrase",
         *       "role": "CLIENT",
         *       "username": "ada"
         *     }
         */
        UserCreation: {
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
            /** @description The user's role. */
            role: components["schemas"]["Role"];
            /**
             * Username
             * @description Login name: letters, digits and . _ @ + -, unique in whatever case.
             */
            username: string;
        };
        /**
         * UserEdit
         * @description The changes to a user; an omitted field is unchanged.
         * @example {
         *       "status": "suspended"
         *     }
         */
        UserEdit: {
            /**
             * Name
             * @description Its name.
             */
            name?: string;
            /** @description The user's role. */
            role?: components["schemas"]["Role"];
            /**
             * Status
             * @description The status of the account.
             *
             *     - `active`: May log in.
             *     - `suspended`: May not log in.
             * @enum {string}
             */
            status?: "active" | "suspended";
            /**
             * Username
             * @description Login name: letters, digits and . _ @ + -, unique in whatever case.
             */
            username?: string;
        };
        /**
         * UserPageView
         * @description A page of users.
         */
        UserPageView: {
            /**
             * Items
             * @description The entries.
             */
            items: components["schemas"]["UserView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * UserView
         * @description A user.
         */
        UserView: {
            /**
             * Created At
             * Format: date-time
             * @description When it was created, UTC.
             */
            created_at: string;
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
            /** @description The status of the account. */
            status: components["schemas"]["AccountStatus"];
            /**
             * Username
             * @description The user's login name.
             */
            username: string;
            /**
             * Version
             * @description Grows by one with every change.
             */
            version: number;
        };
    };
    responses: {
        /**
         * @description - `act_not_reportable`: The act isn't one of the simulation, or the caller may not report it.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         */
        "act_not_reportable-or-invalid_request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "act_not_reportable" | "invalid_request";
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
        /**
         * @description - `bootstrap_role`: The bootstrap token can create only the first administrator.
         *     - `invalid_request`: A parameter or a field of the body is missing, unknown or out of bounds.
         *     - `password_refused`: The password is too weak.
         */
        "bootstrap_role-or-invalid_request-or-password_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "bootstrap_role" | "invalid_request" | "password_refused";
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
        /** @description - `last_administrator`: The change would leave the platform without an active administrator. */
        last_administrator: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "last_administrator";
                };
            };
        };
        /**
         * @description - `last_administrator`: The change would leave the platform without an active administrator.
         *     - `username_taken`: Another user has this username.
         */
        "last_administrator-or-username_taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /**
                     * @description Stable name of the kind of problem.
                     * @enum {string}
                     */
                    code?: "last_administrator" | "username_taken";
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
    list_users: {
        parameters: {
            query?: {
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description How many entries to skip. */
                offset?: number;
                /** @description Part of a name or username. */
                search?: string | null;
                /**
                 * @description Column to order by; with a leading `-` descending.
                 *
                 *     - `name`: ascending
                 *     - `-name`: descending
                 *     - `username`: ascending
                 *     - `-username`: descending
                 *     - `role`: ascending
                 *     - `-role`: descending
                 *     - `status`: ascending
                 *     - `-status`: descending
                 *     - `created_at`: ascending
                 *     - `-created_at`: descending
                 */
                sort?: "name" | "-name" | "username" | "-username" | "role" | "-role" | "status" | "-status" | "created_at" | "-created_at";
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
                    "application/json": components["schemas"]["UserPageView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["username_taken"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["bootstrap_role-or-invalid_request-or-password_refused"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_acts: {
        parameters: {
            query?: {
                /** @description Continue after this act: `next` of the page before. */
                after?: string | null;
                /** @description How many entries to return at most. */
                limit?: number;
                /** @description Format of the answer, in place of an Accept header. */
                format?: components["schemas"]["Format"] | null;
                /** @description Username at the time, or identifier, of whoever acted. */
                who?: string | null;
                /** @description Only acts of this kind. */
                action?: components["schemas"]["AuditAction"] | null;
                /** @description Only acts with this outcome. */
                outcome?: components["schemas"]["Outcome"] | null;
                /** @description Kind of what was acted on, such as `device`. */
                kind?: string | null;
                /** @description Whole name at the time, or identifier, of what was acted on. */
                subject?: string | null;
                /** @description IP address that the act came from. */
                address?: string | null;
                /** @description Acts at this moment or later. */
                from?: string | null;
                /** @description Acts before this moment. */
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
                    "application/json": components["schemas"]["ActPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    report_simulation_act: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationAct"];
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
            403: components["responses"]["forbidden"];
            408: components["responses"]["request_too_slow"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["act_not_reportable-or-invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_current_user: {
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
                    "application/json": components["schemas"]["UserView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["user_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    list_looks_at_me: {
        parameters: {
            query?: {
                /** @description Continue after this act: `next` of the page before. */
                after?: string | null;
                /** @description How many entries to return at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["LookPage"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    read_user: {
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
                    "application/json": components["schemas"]["UserView"];
                };
            };
            401: components["responses"]["session_ended-or-unauthenticated"];
            404: components["responses"]["user_not_found"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    delete_user: {
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
            409: components["responses"]["last_administrator"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
    edit_user: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserEdit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["session_ended-or-unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["user_not_found"];
            408: components["responses"]["request_too_slow"];
            409: components["responses"]["last_administrator-or-username_taken"];
            413: components["responses"]["request_too_large"];
            422: components["responses"]["invalid_request"];
            503: components["responses"]["unavailable"];
            default: components["responses"]["anywhere"];
        };
    };
}
