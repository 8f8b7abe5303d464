import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/users";
import type { UsersSearch } from "./search";

export type User = components["schemas"]["UserView"];
export type UserCreation = components["schemas"]["UserCreation"];
export type UserEdit = components["schemas"]["UserEdit"];

export const USERS_PER_PAGE = 50;

export function usersQuery({ q, sort = "name", offset = 0 }: UsersSearch, limit = USERS_PER_PAGE) {
  const query = { search: q ?? null, sort, offset, limit };
  return queryOptions({
    queryKey: ["users", query],
    queryFn: ({ signal }) => data(api.GET("/api/users", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function userQuery(id: string) {
  return queryOptions({
    queryKey: ["users", "one", id],
    queryFn: () => data(api.GET("/api/users/{user_id}", { params: { path: { user_id: id } } })),
    staleTime: 300_000,
  });
}

/** Refetch users after a change, and devices, which have owners. */
function useUserChange<T>(mutationFn: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, T>({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["users"] }),
        queries.invalidateQueries({ queryKey: ["devices"] }),
      ]),
  });
}

export function useCreateUser() {
  return useUserChange((body: UserCreation) => data(api.POST("/api/users", { body })));
}

export function useEditUser(id: string) {
  return useUserChange((body: UserEdit) =>
    data(api.PATCH("/api/users/{user_id}", { params: { path: { user_id: id } }, body })),
  );
}

export function useDeleteUser(id: string) {
  return useUserChange<void>(() =>
    data(api.DELETE("/api/users/{user_id}", { params: { path: { user_id: id } } })),
  );
}
