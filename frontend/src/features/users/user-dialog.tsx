import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError } from "@/api/problem";
import { useUser } from "@/app/session";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field, SelectField } from "@/components/field";
import { ErrorMessage, explain } from "@/components/states";
import { devicesQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { type User, type UserEdit, useCreateUser, useDeleteUser, useEditUser } from "./queries";
import { UserAccess } from "./user-access";

interface UserDialogProps {
  user: User | undefined;
  onClose: () => void;
}

export function UserDialog({ user, onClose }: UserDialogProps) {
  const { words } = useLanguage();
  const [isDeleting, setIsDeleting] = useState(false);
  if (!user) {
    return (
      <Dialog title={words.users.create} onClose={onClose}>
        <CreateForm onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={isDeleting ? words.users.deleteTitle(user.name) : user.name} onClose={onClose}>
      {isDeleting ? (
        <Deletion user={user} onDone={onClose} onBack={() => setIsDeleting(false)} />
      ) : (
        <div className="grid gap-5">
          <EditForm user={user} onDone={onClose} onDelete={() => setIsDeleting(true)} />
          <UserAccess user={user} />
        </div>
      )}
    </Dialog>
  );
}

function fieldError(error: Error | null, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.fields.find((each) => each.field.endsWith(field))?.message;
}

function CreateForm({ onDone }: { onDone: () => void }) {
  const { words } = useLanguage();
  const creation = useCreateUser();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: String(form.get("name")),
      username: String(form.get("username")).trim(),
      password: String(form.get("password")),
      role: form.get("role") === "ADMIN" ? ("ADMIN" as const) : ("CLIENT" as const),
    };
    creation.mutate(body, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={words.people.name}
        name="name"
        required
        maxLength={100}
        error={fieldError(creation.error, "name")}
      />
      <Field
        label={words.people.username}
        name="username"
        required
        minLength={3}
        maxLength={64}
        autoCapitalize="none"
        autoComplete="off"
        error={fieldError(creation.error, "username")}
      />
      <Field
        label={words.people.password}
        name="password"
        type="password"
        required
        minLength={8}
        autoComplete="new-password"
        hint={words.accounts.passwordHint}
        error={fieldError(creation.error, "password")}
      />
      <RoleChoice chosen="CLIENT" />
      {creation.error && <p role="alert">{explain(creation.error, words)}</p>}
      <Button type="submit" variant="primary" disabled={creation.isPending}>
        {words.users.create}
      </Button>
    </form>
  );
}

function RoleChoice({ chosen }: { chosen: User["role"] }) {
  const { words } = useLanguage();
  return (
    <SelectField label={words.people.role} name="role" defaultValue={chosen}>
      <option value="CLIENT">{words.roles.CLIENT}</option>
      <option value="ADMIN">{words.roles.ADMIN}</option>
    </SelectField>
  );
}

interface EditFormProps {
  user: User;
  onDone: () => void;
  onDelete: () => void;
}

function EditForm({ user, onDone, onDelete }: EditFormProps) {
  const { words } = useLanguage();
  const edit = useEditUser(user.id);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body: UserEdit = {
      name: String(form.get("name")),
      username: String(form.get("username")).trim(),
      role: form.get("role") === "ADMIN" ? "ADMIN" : "CLIENT",
      status: form.get("status") === "suspended" ? "suspended" : "active",
    };
    edit.mutate(body, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={words.people.name}
        name="name"
        required
        maxLength={100}
        defaultValue={user.name}
        error={fieldError(edit.error, "name")}
      />
      <Field
        label={words.people.username}
        name="username"
        required
        minLength={3}
        maxLength={64}
        defaultValue={user.username}
        error={fieldError(edit.error, "username")}
      />
      <RoleChoice chosen={user.role} />
      <SelectField
        label={words.people.status}
        name="status"
        defaultValue={user.status}
        hint={words.users.suspendedHint}
      >
        <option value="active">{words.statuses.active}</option>
        <option value="suspended">{words.statuses.suspended}</option>
      </SelectField>
      {edit.error && <p role="alert">{explain(edit.error, words)}</p>}
      <div className="flex flex-wrap justify-between gap-3">
        <Button type="submit" variant="primary" disabled={edit.isPending}>
          {words.actions.save}
        </Button>
        <Button variant="ghost" onClick={onDelete}>
          {words.actions.delete}
        </Button>
      </div>
    </form>
  );
}

interface DeletionProps {
  user: User;
  onDone: () => void;
  onBack: () => void;
}

/** Describes the effect of a deletion before it happens. */
function Deletion({ user, onDone, onBack }: DeletionProps) {
  const { words, format } = useLanguage();
  const isSelf = useUser().id === user.id;
  const devices = useQuery(devicesQuery({ owner: user.id, limit: 1 }));
  const deletion = useDeleteUser(user.id);
  const count = devices.data?.total;
  return (
    <div className="grid gap-4">
      <p>{words.users.deleteAccess}</p>
      <p>{count === undefined ? "…" : words.users.deleteDevices(count, format.number(count))}</p>
      {isSelf && <p className="font-semibold">{words.users.deleteSelf}</p>}
      {devices.error && <ErrorMessage error={devices.error} again={devices.refetch} />}
      {deletion.error && <p role="alert">{explain(deletion.error, words)}</p>}
      <div className="flex flex-wrap justify-between gap-3">
        <Button
          disabled={deletion.isPending || count === undefined}
          onClick={() => deletion.mutate(undefined, { onSuccess: onDone })}
          className="border-ink font-semibold"
        >
          {words.users.deleteDo}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          {words.actions.cancel}
        </Button>
      </div>
    </div>
  );
}
