import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueries,
  useQueryClient,
} from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/devices";
import { userQuery } from "@/features/users/queries";
import type { DevicesSearch } from "./search";

export type Device = components["schemas"]["DeviceView"];
export type DeviceEdit = components["schemas"]["DeviceEdit"];
export type DeviceCreation = components["schemas"]["DeviceCreation"];

export const DEVICES_PER_PAGE = 50;

interface DevicesWanted extends DevicesSearch {
  owner?: string;
  limit?: number;
}

export function devicesQuery(wanted: DevicesWanted = {}) {
  const { q, sort = "name", assigned, offset = 0, owner, limit = DEVICES_PER_PAGE } = wanted;
  const query = {
    search: q ?? null,
    sort,
    offset,
    limit,
    owner_id: owner ?? null,
    unassigned: assigned === undefined ? null : assigned === "free",
  };
  return queryOptions({
    queryKey: ["devices", query],
    queryFn: ({ signal }) => data(api.GET("/api/devices", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function deviceQuery(id: string) {
  return queryOptions({
    queryKey: ["devices", "one", id],
    queryFn: () => data(api.GET("/api/devices/{device_id}", at(id))),
  });
}

/** Return the names of devices' owners by ID, as far as they are loaded. */
export function useOwnerNames(devices: Device[]): Map<string, string> {
  const ids = [...new Set(devices.map((each) => each.owner_id).filter((id) => id !== null))];
  return useQueries({
    queries: ids.map((id) => userQuery(id)),
    combine: (answers) =>
      new Map(answers.flatMap(({ data: user }) => (user ? [[user.id, user.name]] : []))),
  });
}

/** Return the names of devices by ID, as far as they exist and are loaded. */
export function useDeviceNames(ids: string[]): Map<string, string> {
  return useQueries({
    queries: [...new Set(ids)].map((id) => ({ ...deviceQuery(id), staleTime: 300_000 })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data: device }) => (device ? [[device.id, device.name]] : []))),
  });
}

function useDeviceChange<T>(mutationFn: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, T>({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["devices"] }),
  });
}

export function useCreateDevice() {
  return useDeviceChange((body: DeviceCreation) => data(api.POST("/api/devices", { body })));
}

export function useEditDevice(id: string) {
  return useDeviceChange((body: DeviceEdit) =>
    data(api.PATCH("/api/devices/{device_id}", { ...at(id), body })),
  );
}

export function useDeleteDevice(id: string) {
  return useDeviceChange<void>(() => data(api.DELETE("/api/devices/{device_id}", at(id))));
}

type ChannelCreation = components["schemas"]["ChannelCreation"];

export function useAddChannel() {
  return useDeviceChange(({ deviceId, ...body }: ChannelCreation & { deviceId: string }) =>
    data(api.POST("/api/devices/{device_id}/channels", { ...at(deviceId), body })),
  );
}

export function useEditChannel(id: string, code: string) {
  return useDeviceChange((body: components["schemas"]["ChannelEdit"]) =>
    data(
      api.PATCH("/api/devices/{device_id}/channels/{code}", {
        params: { path: { device_id: id, code } },
        body,
      }),
    ),
  );
}

/** Replace the formula of a calculated channel; its history is calculated again. */
export function useChangeFormula(id: string, code: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (steps: components["schemas"]["Step"][]) =>
      data(
        api.PUT("/api/devices/{device_id}/channels/{code}/formula", {
          params: { path: { device_id: id, code } },
          body: { steps },
        }),
      ),
    onSuccess: () =>
      Promise.all(
        [["devices"], ["consumption"], ["latest"]].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Say which channel measures a submeter's energy, too; null: none. */
export function useChangeWhole(id: string, code: string) {
  const queries = useQueryClient();
  const params = { path: { device_id: id, code } };
  const path = "/api/devices/{device_id}/channels/{code}/part-of";
  return useMutation<unknown, Error, components["schemas"]["Whole"] | null>({
    mutationFn: (whole) =>
      whole === null
        ? data(api.DELETE(path, { params }))
        : data(api.PUT(path, { params, body: whole })),
    onSuccess: () =>
      Promise.all(
        [["devices"], ["consumption"]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

export function useRemoveChannel(id: string) {
  return useDeviceChange((code: string) =>
    data(
      api.DELETE("/api/devices/{device_id}/channels/{code}", {
        params: { path: { device_id: id, code } },
      }),
    ),
  );
}

export function useAssignDevice(id: string) {
  return useDeviceChange((userId: string) =>
    data(api.PUT("/api/devices/{device_id}/owner", { ...at(id), body: { user_id: userId } })),
  );
}

export function useFreeDevice(id: string) {
  return useDeviceChange<void>(() => data(api.DELETE("/api/devices/{device_id}/owner", at(id))));
}

function at(id: string) {
  return { params: { path: { device_id: id } } };
}
