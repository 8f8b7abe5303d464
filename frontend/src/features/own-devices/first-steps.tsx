import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { EmptyState, Loaded } from "@/components/states";
import { ClaimDevice } from "@/features/claims/claim-device";
import { useLanguage } from "@/i18n/language";
import { AddDevice, type NextStep } from "./add-device";
import { type OwnDevicesRules, ownQuery } from "./queries";
import { OwnRequests } from "./requests";

interface FirstStepsProps {
  isEmpty: boolean;
  children: ReactNode;
}

/**
 * Leads a client without devices to their first one, in place of the page's content. The dialog
 * stays when the device arrives, since it shows what is shown once.
 */
export function FirstSteps({ isEmpty, children }: FirstStepsProps) {
  const [next, setNext] = useState<NextStep | "claim">();
  const query = useQuery({ ...ownQuery, enabled: isEmpty || next !== undefined });
  if (!isEmpty && next === undefined) return children;
  return (
    <Loaded query={query}>
      {(rules) => (
        <>
          {isEmpty ? <Steps rules={rules} onChoose={setNext} /> : children}
          {next === "claim" && <ClaimDevice onClose={() => setNext(undefined)} />}
          {next && next !== "claim" && (
            <AddDevice rules={rules} next={next} onClose={() => setNext(undefined)} />
          )}
        </>
      )}
    </Loaded>
  );
}

interface StepsProps {
  rules: OwnDevicesRules;
  onChoose: (next: NextStep | "claim") => void;
}

function Steps({ rules, onChoose }: StepsProps) {
  const { words } = useLanguage();
  const isClosed = rules.mode === "closed";
  return (
    <>
      {isClosed ? (
        <EmptyState title={words.devices.none}>{words.devices.noneHint}</EmptyState>
      ) : (
        <EmptyState title={words.own.start}>{words.own.modes[rules.mode]}</EmptyState>
      )}
      <ul className="grid max-w-3xl gap-4 sm:grid-cols-2">
        {!isClosed && (
          <>
            <Step
              {...words.own.steps.connect}
              variant="primary"
              onChoose={() => onChoose("connect")}
            />
            <Step {...words.own.steps.import} onChoose={() => onChoose("import")} />
          </>
        )}
        <Step {...words.claims.step} onChoose={() => onChoose("claim")} />
      </ul>
      <OwnRequests requests={rules.requests} />
    </>
  );
}

interface StepProps {
  title: string;
  hint: string;
  action: string;
  variant?: "primary" | "secondary";
  onChoose: () => void;
}

function Step({ title, hint, action, variant = "secondary", onChoose }: StepProps) {
  return (
    <li className="grid content-start justify-items-start gap-2 rounded-lg border border-line p-5">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-soft">{hint}</p>
      <Button variant={variant} className="mt-2" onClick={onChoose}>
        {action}
      </Button>
    </li>
  );
}
