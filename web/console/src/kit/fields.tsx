// Fields with a label, a hint and what is wrong with them. The names of faults come from the server.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem } from '../api';

/** What the server says of one field of the body; undefined when nothing. */
export function faultOf(problem: Problem | undefined, name: string): string | undefined {
  const listed = problem?.errors?.find((each) => each.pointer === `/body/${name}` || each.pointer === `/${name}`)?.detail;
  // What a use case refuses names its field before the colon: "happened_on: this day is not possible".
  const told = problem?.detail?.startsWith(`${name}: `) ? problem.detail.slice(name.length + 2) : undefined;
  return listed ?? told;
}

let given = 0;
/** An id that nothing else on the page has: what Preact gives is the tree's own, and a dialog may be another tree. */
export const useFieldId = (): string => useState(() => `field-${++given}`)[0];

interface Common {
  label: ComponentChildren;
  hint?: ComponentChildren;
  fault?: string | undefined;
}

function Frame(props: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class={`field ${props.fault ? 'faulty' : ''}`}>
      <label for={props.id}>{props.label}</label>
      {props.hint && <span class="hint" id={`${props.id}-hint`}>{props.hint}</span>}
      {props.fault && <span class="fault" id={`${props.id}-fault`}>✕ {props.fault}</span>}
      {props.children}
    </div>
  );
}

function described(id: string, props: Common): Record<string, string | boolean | undefined> {
  const by = [props.hint ? `${id}-hint` : '', props.fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': by || undefined, 'aria-invalid': props.fault ? true : undefined };
}

type TextProps = Common & {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'search' | 'password' | 'email' | 'tel' | 'number' | 'date' | 'month' | 'range' | 'url';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  autocomplete?: string;
  placeholder?: string;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  maxLength?: number;
  required?: boolean;
  disabled?: boolean;
  spellcheck?: boolean;
  list?: string;
  name?: string;
};
export function TextField({ label, hint, fault, value, onValue, ...rest }: TextProps) {
  const id = useFieldId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault}>
      <input {...(rest as JSX.IntrinsicElements['input'])} id={id} value={value} {...described(id, { label, hint, fault })} onInput={(event) => onValue(event.currentTarget.value)} />
    </Frame>
  );
}

type AreaProps = Common & { value: string; onValue: (value: string) => void; rows?: number; required?: boolean };
export function TextArea({ label, hint, fault, value, onValue, ...rest }: AreaProps) {
  const id = useFieldId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault}>
      <textarea {...rest} id={id} value={value} {...described(id, { label, hint, fault })} onInput={(event) => onValue(event.currentTarget.value)} />
    </Frame>
  );
}

type SelectProps = Common & {
  value: string;
  onValue: (value: string) => void;
  options: readonly (readonly [string, string])[];
  required?: boolean;
  disabled?: boolean;
};
export function SelectField({ label, hint, fault, value, onValue, options, ...rest }: SelectProps) {
  const id = useFieldId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault}>
      <select {...rest} id={id} value={value} {...described(id, { label, hint, fault })} onChange={(event) => onValue(event.currentTarget.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>{name}</option>
        ))}
      </select>
    </Frame>
  );
}

export function CheckField(props: { label: ComponentChildren; checked: boolean; onValue: (checked: boolean) => void; disabled?: boolean }) {
  const id = useFieldId();
  return (
    <div class="check">
      <input id={id} type="checkbox" checked={props.checked} disabled={props.disabled} onChange={(event) => props.onValue(event.currentTarget.checked)} />
      <label for={id}>{props.label}</label>
    </div>
  );
}
