import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/devices";
import type { Device, DeviceEdit } from "@/features/devices/queries";

export type OwnDevicesRules = components["schemas"]["OwnDevicesView"];
export type DeviceRequest = components["schemas"]["DeviceRequestView"];
export type Added = components["schemas"]["OwnDeviceAdded"];

export const ownQuery = queryOptions({
  queryKey: ["devices", "own"],
  queryFn: () => data(api.GET("/api/devices/own")),
});

export const requestsQuery = queryOptions({
  queryKey: ["devices", "requests"],
  queryFn: () => data(api.GET("/api/devices/requests")),
});

/** Return true if the user may change the device. */
export function isManager(device: Device, userId: string): boolean {
  return device.managed_by_owner && device.owner_id === userId;
}

/** A change after which devices, requests and what they show are loaded again. */
function useChange<Given, Answer>(mutationFn: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation<Answer, Error, Given>({
    mutationFn,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["devices"] });
      await queries.invalidateQueries({ queryKey: ["latest"] });
    },
  });
}

export function useAddOwnDevice() {
  return useChange((body: DeviceEdit & { name: string }) =>
    data(api.POST("/api/devices/own", { body: { time_zone: "UTC", ...body } })),
  );
}

export function useWithdraw() {
  return useChange((id: string) =>
    data(api.DELETE("/api/devices/requests/{device_request_id}", at(id))),
  );
}

export function useApprove() {
  return useChange((id: string) =>
    data(api.POST("/api/devices/requests/{device_request_id}/approval", at(id))),
  );
}

export function useReject() {
  return useChange((id: string) =>
    data(api.POST("/api/devices/requests/{device_request_id}/rejection", at(id))),
  );
}

function at(id: string) {
  return { params: { path: { device_request_id: id } } };
}
