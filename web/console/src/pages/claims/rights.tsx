// What the four pages of rights have in common: the tabs, the list that is looked through window by
// window, and one person with the facts and the next step.
import './claims.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../api';
import { number } from '../../format';
import { Button, Empty, Loading, Page, Tabs, Trouble } from '../../kit/basics';
import { asProblem } from '../../kit/load';
import { may, useCaller } from '../../session';
import { fill, language } from '../../words';
import { kinds, rightWords, type RightKind } from './right_words';

export interface RightsWindow<Row> {
  items: Row[];
  next: string | null;
}

/** As many as a person reads at once; how many windows are asked for then, and how many while nobody is found. */
const ENOUGH = 20;
const WINDOWS = 12;
const WINDOWS_EMPTY = 60;

/** Asks for windows until there is enough to read: most members have paid, so most windows are empty. */
function useWindows<Row>(load: (after: string | undefined) => Promise<RightsWindow<Row>>) {
  const [rows, setRows] = useState<Row[]>([]);
  const [next, setNext] = useState<string | null>();
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const round = useRef(0);
  async function more(from: string | undefined, before: Row[]): Promise<void> {
    const mine = ++round.current;
    setBusy(true);
    setProblem(undefined);
    let [after, found] = [from, before];
    try {
      for (let at = 0; at < (found.length > 0 ? WINDOWS : WINDOWS_EMPTY) && found.length - before.length < ENOUGH; at += 1) {
        const window = await load(after);
        if (mine !== round.current) return;
        found = found.concat(window.items);
        setRows(found);
        setNext(window.next);
        if (window.next === null) break;
        after = window.next;
      }
    } catch (failure) {
      if (mine === round.current) setProblem(asProblem(failure));
    }
    if (mine === round.current) setBusy(false);
  }
  useEffect(() => {
    setRows([]);
    setNext(undefined);
    void more(undefined, []);
    return () => void (round.current += 1);
  }, [language()]);
  return { rows, next, busy, problem, more: () => void more(next ?? undefined, rows) };
}

export function Rights<Row>(props: {
  kind: RightKind;
  load: (after: string | undefined) => Promise<RightsWindow<Row>>;
  row: (row: Row) => ComponentChildren;
}) {
  const say = rightWords();
  const caller = useCaller();
  const found = useWindows(props.load);
  const tabs = kinds.filter(([, , permission]) => may(caller, permission)).map(([kind, href]) => ({ href, name: say[kind] }));
  return (
    <Page title={say[props.kind]} lead={`${say[`${props.kind}Lead`]} ${say.looked}`}>
      <Tabs label={say.tabs} items={tabs} />
      <Trouble problem={found.problem} retry={found.more} />
      {found.rows.length > 0 && <ul class="rights">{found.rows.map(props.row)}</ul>}
      {found.busy && <Loading />}
      {!found.busy && !found.problem && found.next === null && found.rows.length === 0 && <Empty>{say[`${props.kind}None`]}</Empty>}
      {!found.busy && found.next && (
        <div class="actions">
          <Button onClick={found.more}>{say.more}</Button>
          <span class="hint" role="status">{found.rows.length > 0 ? fill(say.some, { count: number(found.rows.length) }) : say.nobodyYet}</span>
        </div>
      )}
    </Page>
  );
}

/** One person: name, place, what is known, and what to do next. `facts`: name and value. */
export function RightRow(props: {
  person: { person: string; name: string; region_name: string };
  facts: [string, ComponentChildren][];
  actions: ComponentChildren;
  children?: ComponentChildren;
}) {
  const { person, name, region_name } = props.person;
  return (
    <li class="card right">
      <div class="right-who">
        <h2><a href={`/office/people/${person}`}>{name || person.slice(0, 8)}</a></h2>
        <span class="hint">{region_name}</span>
      </div>
      <dl class="right-facts">
        {props.facts.map(([fact, value]) => (
          <div key={fact}><dt>{fact}</dt><dd>{value}</dd></div>
        ))}
      </dl>
      <div class="actions">{props.actions}</div>
      {props.children && <div class="right-more">{props.children}</div>}
    </li>
  );
}

export function Papers({ papers }: { papers: { code: string; name: string; needed: boolean }[] }) {
  return (
    <details>
      <summary>{rightWords().papers}</summary>
      <ul>{papers.filter((each) => each.needed).map((each) => <li key={each.code}>{each.name}</li>)}</ul>
    </details>
  );
}

/** The report of a claim, filled with what is known. */
export const reportOf = (person: string, kind: string, on: string): string =>
  `/office/claims/new?person=${encodeURIComponent(person)}&kind=${kind}&on=${on}`;
