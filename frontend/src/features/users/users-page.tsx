import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { AdminOnly } from "@/app/admin-only";
import { Button, buttonClass } from "@/components/button";
import { type Column, DataTable, Pager } from "@/components/data-table";
import { PageHeader } from "@/components/page-header";
import { SearchBox } from "@/components/search-box";
import { EmptyState, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { LockedUsernames } from "./locked-usernames";
import { USERS_PER_PAGE, type User, usersQuery } from "./queries";
import { type UsersSearch, usersSearch } from "./search";
import { UserDialog } from "./user-dialog";

const route = getRouteApi("/users");

export function UsersPage() {
  return (
    <AdminOnly>
      <Users />
    </AdminOnly>
  );
}

function Users() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [shown, setShown] = useState<User | "new">();
  const query = useQuery(usersQuery(search));
  const change = (changed: UsersSearch): void => {
    void navigate({
      search: (now) => ({ ...now, offset: undefined, ...changed }),
      replace: true,
    });
  };
  const columns = useColumns(setShown);
  return (
    <>
      <PageHeader title={words.nav.users}>
        <div className="flex flex-wrap gap-2">
          {/* There is no room for it in the bar of a phone. */}
          <Link to="/audit" className={`${buttonClass("secondary")} lg:hidden`}>
            {words.audit.title}
          </Link>
          <Button variant="primary" onClick={() => setShown("new")}>
            {words.users.create}
          </Button>
        </div>
      </PageHeader>
      <LockedUsernames />
      <SearchBox
        label={words.users.search}
        value={search.q ?? ""}
        onSearch={(q) => change({ q: q || undefined })}
      />
      <div className="mt-4">
        <Loaded query={query}>
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState title={words.table.nothingFound} />
            ) : (
              <>
                <DataTable
                  label={words.nav.users}
                  columns={columns}
                  rows={page.items}
                  rowKey={(user) => user.id}
                  sort={search.sort ?? "name"}
                  onSort={(sort) => change({ sort: usersSearch({ sort }).sort })}
                />
                <Pager
                  offset={search.offset ?? 0}
                  limit={USERS_PER_PAGE}
                  total={page.total}
                  onOffset={(offset) => change({ offset: offset || undefined })}
                />
              </>
            )
          }
        </Loaded>
      </div>
      {shown && (
        <UserDialog
          user={shown === "new" ? undefined : shown}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

function useColumns(onOpen: (user: User) => void): Column<User>[] {
  const { words, format } = useLanguage();
  return [
    {
      key: "name",
      label: words.people.name,
      sort: "name",
      cell: (user) => (
        <>
          <button
            type="button"
            onClick={() => onOpen(user)}
            className="text-left font-semibold underline-offset-4 hover:underline"
          >
            {user.name}
          </button>
          <p className="text-small text-soft lg:hidden">
            {user.username} · {words.roles[user.role]}
          </p>
        </>
      ),
    },
    {
      key: "username",
      label: words.people.username,
      sort: "username",
      deskOnly: true,
      cell: (user) => user.username,
    },
    {
      key: "role",
      label: words.people.role,
      sort: "role",
      deskOnly: true,
      cell: (user) => words.roles[user.role],
    },
    { key: "status", label: words.people.status, cell: (user) => words.statuses[user.status] },
    {
      key: "created",
      label: words.people.since,
      sort: "created_at",
      deskOnly: true,
      cell: (user) => format.moment(user.created_at),
    },
  ];
}
