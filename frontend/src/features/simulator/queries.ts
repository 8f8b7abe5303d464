import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/simulator";
import { useUser } from "@/app/session";

export type Simulation = components["schemas"]["SimulationView"];
export type SimulatedMeter = components["schemas"]["MeterView"];
export type SimulationChange = components["schemas"]["SimulationChange"];
export type MeterAddition = components["schemas"]["MeterAddition"];
export type Profile = MeterAddition["profile"];

export const PROFILES: readonly Profile[] = ["household", "heat-pump", "shop", "ev-charger"];

export const INTERVALS_S = [1, 2, 5, 10, 30, 60, 300] as const;
const EVERY_MS = 1000;
/**
 * Added to the meter's own consumption, as a multiple of the limit: it always exceeds the limit.
 */
const FORCED_SHARE = 1.2;
const FORCED_OVER_S = 20;

/** The simulation; an error if there is no demo. */
export const simulationQuery = queryOptions({
  queryKey: ["simulator"],
  queryFn: ({ signal }) => data(api.GET("/api/simulator", { signal })),
  staleTime: 60_000,
});

/** Return whether there is a simulation that the user may control. */
export function useHasSimulator(): boolean {
  const isAdmin = useUser().role === "ADMIN";
  const { data: simulation } = useQuery({ ...simulationQuery, enabled: isAdmin });
  return isAdmin && simulation !== undefined;
}

export const watchedSimulationQuery = queryOptions({
  ...simulationQuery,
  refetchInterval: EVERY_MS,
});

export function useChangeSimulation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SimulationChange) => data(api.PATCH("/api/simulator", { body })),
    onSuccess: async (shaped) => {
      // A pending request may still return the old state.
      await queries.cancelQueries({ queryKey: simulationQuery.queryKey });
      queries.setQueryData(simulationQuery.queryKey, shaped);
    },
  });
}

/** Add a simulated meter to a device. */
export function useAddMeter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: MeterAddition) => data(api.POST("/api/simulator/devices", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulationQuery.queryKey }),
  });
}

export function useRemoveMeter(deviceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      data(
        api.DELETE("/api/simulator/devices/{device_id}", {
          params: { path: { device_id: deviceId } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulationQuery.queryKey }),
  });
}

/** Force a device over its limit (kWh per hour). */
export function useForceOverLimit(deviceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (limit: number) =>
      data(
        api.POST("/api/simulator/devices/{device_id}/overconsumption", {
          params: { path: { device_id: deviceId } },
          body: { energy_kwh: limit * FORCED_SHARE, over_s: FORCED_OVER_S },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulationQuery.queryKey }),
  });
}
