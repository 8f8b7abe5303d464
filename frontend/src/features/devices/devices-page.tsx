import { useUser } from "@/app/session";
import { AdminDevices } from "./admin-devices";
import { OwnDevices } from "./own-devices";

export function DevicesPage() {
  return useUser().role === "ADMIN" ? <AdminDevices /> : <OwnDevices />;
}
