import { formulaErrorsEn } from "./en-formulas";
import { importErrorsEn } from "./en-imports";
import { simulatorErrorsEn } from "./en-simulator";

/** Why a service refused a request, by the code of its problem document. */
export const errorsEn = {
  ...formulaErrorsEn,
  ...importErrorsEn,
  ...simulatorErrorsEn,
  username_taken: "This username is taken. Choose another.",
  password_refused: "This password is too easy to guess. Choose a longer or less common one.",
  last_administrator: "This is the last administrator. The platform needs at least one.",
  owner_unknown: "This user can't be assigned yet. Try again in a moment.",
  device_not_found: "This device doesn't exist, or it isn't yours.",
  channel_exists: "The device has, or had, this channel.",
  units_differ: "These channels are measured in different units. Choose one device or one unit.",
  channel_not_found: "The device has no such channel.",
  too_many_channels: "The device has as many channels as a device can have.",
  user_not_found: "This user no longer exists.",
  registration_closed: "Registration is closed. Ask an administrator for an account.",
  forbidden: "You don't have permission to do this.",
  old_password_wrong: "That isn't your current password.",
  correction_invalid: "This correction isn't valid. Check the range and the values.",
  nothing_to_correct: "The device has no values of this kind in that range.",
  correction_too_large: "This range holds more than 50,000 values. Correct it in shorter ranges.",
  correction_overtaken: "Newer corrections build on this one. Undo those first.",
  already_undone: "This has already been undone.",
  conversation_not_found: "This conversation doesn't exist.",
  conversation_closed: "This conversation is closed. Reopen it to continue.",
  already_taken: "A colleague has just taken over this conversation.",
  not_yours: "This conversation isn't assigned to you. Take it over first.",
  too_many_conversations: "You have 20 open conversations. Close one first.",
  too_many_messages: "You are sending messages too quickly. Wait a moment, then try again.",
  rule_changed: "Someone else has changed this rule. Close it, then open it again.",
  order_incomplete: "The rules have changed in the meantime. Check them, then try again.",
  reset_refused: "This link no longer works. Ask an administrator for a new one.",
};
