// One payer, or all, by name: whoever is limited to one payer is asked nothing.
import { useCaller } from '../session';
import { SelectField } from './fields';
import { usePayerList } from './payers';

export function PayerField(props: { label: string; all: string; value: string; onValue: (code: string) => void }) {
  const caller = useCaller();
  const payers = usePayerList();
  if (caller.scope.some((limit) => limit.kind === 'payer')) return null;
  // What an address names and the list does not know stays chosen.
  const unknown: [string, string][] = props.value && !payers.some(([code]) => code === props.value) ? [[props.value, props.value]] : [];
  return <SelectField label={props.label} value={props.value} onValue={props.onValue} options={[['', props.all], ...unknown, ...payers]} />;
}
