import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { EmptyState, Loaded } from "@/components/states";
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
  const [next, setNext] = useState<NextStep>();
  const query = useQuery({ ...ownQuery, enabled: isEmpty || next !== undefined });
  if (!isEmpty && next === undefined) return children;
  return (
    <Loaded query={query}>
      {(rules) => (
        <>
          {isEmpty ? <Steps rules={rules} onChoose={setNext} /> : children}
          {next && <AddDevice rules={rules} next={next} onClose={() => setNext(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

interface StepsProps {
  rules: OwnDevicesRules;
  onChoose: (next: NextStep) => void;
}

function Steps({ rules, onChoose }: StepsProps) {
  const { words } = useLanguage();
  if (rules.mode === "closed") {
    return <EmptyState title={words.devices.none}>{words.devices.noneHint}</EmptyState>;
  }
  return (
    <>
      <EmptyState title={words.own.start}>{words.own.modes[rules.mode]}</EmptyState>
      <ul className="grid max-w-3xl gap-4 sm:grid-cols-2">
        {(["connect", "import"] as const).map((each) => (
          <li
            key={each}
            className="grid content-start justify-items-start gap-2 rounded-lg border border-line p-5"
          >
            <h2 className="font-semibold">{words.own.steps[each].title}</h2>
            <p className="text-soft">{words.own.steps[each].hint}</p>
            <Button
              variant={each === "connect" ? "primary" : "secondary"}
              className="mt-2"
              onClick={() => onChoose(each)}
            >
              {words.own.steps[each].action}
            </Button>
          </li>
        ))}
      </ul>
      <OwnRequests requests={rules.requests} />
    </>
  );
}
