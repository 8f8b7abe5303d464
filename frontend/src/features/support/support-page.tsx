import { useUser } from "@/app/session";
import { ChatPage } from "./client/chat-page";
import { DeskPage } from "./desk/desk-page";

/** A client's conversations, or the administrators' inbox. */
export function SupportPage() {
  return useUser().role === "ADMIN" ? <DeskPage /> : <ChatPage />;
}
