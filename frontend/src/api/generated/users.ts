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
         * List Users
         * @description A page of people, for administrators.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Create User
         * @description Add a person, who can log in at once.
         *
         *     Needs an administrator's token, or the one-time bootstrap token while the platform has no
         *     administrator. It happens wholly or not at all.
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
         * Who did what
         * @description The audit log, newest first; administrators only.
         *
         *     As CSV or JSON lines it is a stream of all acts that fit, whatever ``limit`` says.
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
         * @description For the simulator, with the token of the administrator who steered it.
         *
         *     It is recorded as that administrator's, and can be nothing but an act of the simulation.
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
         * Read Current User
         * @description The person who bears the token.
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
         * Who looked at one's data
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
         * Read User
         * @description A person: oneself, or anybody for an administrator.
         */
        get: operations["read_user"];
        put?: never;
        post?: never;
        /**
         * Delete User
         * @description Delete a person for good. Their username is free again, their devices have no owner.
         */
        delete: operations["delete_user"];
        options?: never;
        head?: never;
        /**
         * Edit User
         * @description Change a person's name, username, role or status.
         *
         *     The last active administrator stays one.
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
         * @enum {string}
         */
        AccountStatus: "active" | "suspended" | "deleted";
        /**
         * ActPage
         * @description A page of acts, newest first.
         */
        ActPage: {
            /** Items */
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
            actor: components["schemas"]["ActorView"];
            /**
             * Address
             * @description As the gateway told it; null if it told nothing.
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
             */
            id: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            outcome: components["schemas"]["Outcome"];
            /** Request Id */
            request_id: string | null;
            /** Service */
            service: string;
            subject: components["schemas"]["SubjectView"] | null;
            /** User Agent */
            user_agent: string | null;
        };
        /**
         * ActorView
         * @description Who acted, as they were called at the time.
         */
        ActorView: {
            /** Id */
            id: string | null;
            /**
             * Kind
             * @description `user`, `operator` (of the machine) or `stranger`.
             */
            kind: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"] | null;
            /** Username */
            username: string;
        };
        /**
         * AuditAction
         * @description The action of an act. The names are stable: filters and exports rely on them.
         * @enum {string}
         */
        AuditAction: "login.succeeded" | "login.failed" | "login.locked" | "logout" | "session.ended" | "session.others_ended" | "session.token_reused" | "password.changed" | "password.reset_issued" | "password.reset" | "user.registered" | "user.created" | "user.changed" | "user.role_changed" | "user.suspended" | "user.restored" | "user.deleted" | "user.unlocked" | "user.sessions_ended" | "device.created" | "device.changed" | "device.limit_changed" | "device.assigned" | "device.freed" | "device.deleted" | "device_credential.issued" | "device_credential.revoked" | "correction.made" | "correction.undone" | "import.started" | "import.undone" | "rejections.replayed" | "rejections.discarded" | "pending_readings.discarded" | "alert.acknowledged" | "alert.reopened" | "maintenance.started" | "maintenance.ended" | "strategy.changed" | "quota.changed" | "quota.removed" | "readings.reported" | "conversation.taken_over" | "conversation.handed_back" | "conversation.answered" | "conversation.human_requested" | "conversation.closed" | "conversation.reopened" | "note.added" | "canned_reply.saved" | "canned_reply.deleted" | "rule.created" | "rule.changed" | "rule.deleted" | "rules.reordered" | "unanswered.settled" | "simulation.changed" | "simulation.meter_added" | "simulation.meter_removed" | "simulation.overconsumption_forced" | "copies.resent" | "copies.buried" | "dead_letters.replayed" | "dead_letters.discarded" | "signing_key.rotated" | "signing_key.others_revoked" | "platform.scaled" | "platform.part_stopped" | "platform.part_started" | "look.devices" | "look.consumption" | "look.alerts" | "look.conversation" | "look.sessions";
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
         * Format
         * @description The file format of an answer.
         * @enum {string}
         */
        Format: "json" | "csv" | "ndjson";
        /**
         * LookPage
         * @description Who looked at the caller's data, newest first.
         */
        LookPage: {
            /** Items */
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
             * @description The name at the time; null where the platform tells the role only.
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
         * @description The outcome of an act. REFUSED: the platform said no. FAILED: the platform couldn't do it.
         * @enum {string}
         */
        Outcome: "done" | "refused" | "failed";
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
         * Role
         * @description Role of a person. Order of privilege: ADMIN above CLIENT.
         * @enum {string}
         */
        Role: "ADMIN" | "CLIENT";
        /**
         * SimulationAct
         * @description What an administrator did to the simulation.
         */
        SimulationAct: {
            action: components["schemas"]["AuditAction"];
            /** After */
            after?: {
                [key: string]: string | number | boolean | string[] | null;
            } | null;
            subject?: components["schemas"]["SubjectGiven"] | null;
        };
        /**
         * SubjectGiven
         * @description What was acted on.
         */
        SubjectGiven: {
            /**
             * Id
             * @default
             */
            id?: string;
            /** Kind */
            kind: string;
            /**
             * Name
             * @default
             */
            name?: string;
        };
        /**
         * SubjectView
         * @description What was acted on, as it was called at the time.
         */
        SubjectView: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
        };
        /**
         * UserCreation
         * @description A person to be.
         * @example {
         *       "name": "Ada Lovelace",
         *       "password": "a long pass phrase",
         *       "role": "CLIENT",
         *       "username": "ada"
         *     }
         */
        UserCreation: {
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            role: components["schemas"]["Role"];
            /**
             * Username
             * @description Login name: letters, digits and . _ @ + -, unique in whatever case.
             */
            username: string;
        };
        /**
         * UserEdit
         * @description What to change about a person; what is left out stays as it is.
         * @example {
         *       "status": "suspended"
         *     }
         */
        UserEdit: {
            /** Name */
            name?: string;
            role?: components["schemas"]["Role"];
            /**
             * Status
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
         * @description A page of people.
         */
        UserPageView: {
            /** Items */
            items: components["schemas"]["UserView"][];
            /**
             * Total
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * UserView
         * @description A person.
         */
        UserView: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            status: components["schemas"]["AccountStatus"];
            /** Username */
            username: string;
            /**
             * Version
             * @description Grows by one with every change.
             */
            version: number;
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
    list_users: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Part of a name or username. */
                search?: string | null;
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_acts: {
        parameters: {
            query?: {
                /** @description Go on behind this act: `next` of the page before. */
                after?: string | null;
                limit?: number;
                /** @description Instead of an Accept header: `csv` or `ndjson` stream. */
                format?: components["schemas"]["Format"] | null;
                /** @description Username at the time, or identifier, of who acted. */
                who?: string | null;
                action?: components["schemas"]["AuditAction"] | null;
                outcome?: components["schemas"]["Outcome"] | null;
                /** @description Kind of what was acted on, such as `device`. */
                kind?: string | null;
                /** @description Its whole name at the time, or its identifier. */
                subject?: string | null;
                /** @description Where it came from. */
                address?: string | null;
                from?: string | null;
                /** @description Exclusive. */
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
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
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_looks_at_me: {
        parameters: {
            query?: {
                /** @description Go on behind this act: `next` of the page before. */
                after?: string | null;
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
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_user: {
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
                    "application/json": components["schemas"]["UserView"];
                };
            };
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_user: {
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
    edit_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
